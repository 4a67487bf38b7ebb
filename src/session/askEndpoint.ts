import { callFetcher } from './callFetcher.js';
import type { Clock } from './clock.js';
import type { SessionRequest } from './contract.js';
import type { EndpointAnswer, SessionEndpoint, SessionEndpointOptions } from './endpoint.js';
import { postSession } from './postSession.js';

/** Asks an endpoint in whichever form it was given, and answers with its JSON. */
export async function askEndpoint(
  endpoint: SessionEndpoint,
  wish: SessionRequest,
  clock: Clock,
): Promise<EndpointAnswer> {
  // An empty account is from a page that does not know it yet: a server might refuse it as somebody else's.
  const request = { ...wish, account: wish.account || undefined };
  if (typeof endpoint === 'function') return { json: await callFetcher(endpoint, request, clock) };
  // By what it has: a URL of another frame's is no instance of this one's.
  const isAddress = typeof endpoint === 'string' || (endpoint as URL).href;
  const options = isAddress ? { url: endpoint as string | URL } : (endpoint as SessionEndpointOptions);
  return postSession(options, request, clock);
}
