import { callFetcher } from './callFetcher.js';
import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import type { EndpointAnswer, SessionEndpoint, SessionEndpointOptions } from './endpoint.js';
import { postSession } from './postSession.js';

/** Requests a session from an endpoint of any form, and returns its JSON. */
export async function askEndpoint(
  endpoint: SessionEndpoint,
  wish: SessionRequest,
  clock: Clock,
): Promise<EndpointAnswer> {
  // A page that does not know its account yet may pass an empty string, which a server might refuse as a wrong account.
  const request = { ...wish, account: wish.account || undefined };
  if (typeof endpoint === 'function') return { json: await callFetcher(endpoint, request, clock) };
  // Checks for `href`, because a `URL` from another frame is not an instance of this frame's `URL`.
  const isAddress = typeof endpoint === 'string' || (endpoint as URL).href;
  const options = isAddress ? { url: endpoint as string | URL } : (endpoint as SessionEndpointOptions);
  return postSession(options, request, clock);
}
