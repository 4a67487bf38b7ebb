import type { SessionEndpoint } from './endpoint.js';

/** The URL that identifies an endpoint. A function has none: an inline one changes on every render. */
export function endpointUrl(endpoint: SessionEndpoint): string {
  if (typeof endpoint === 'function') return '';
  // A page in plain JavaScript may pass no endpoint at all.
  const url = String((endpoint as { url?: string | URL } | null)?.url ?? endpoint);
  // The path `/session` and its absolute URL on this origin are the same address. This runs on every render, so the
  // origin is read only if the address is not a path already.
  const own = url[0] !== '/' && globalThis.location?.origin;
  return own && url.startsWith(`${own}/`) ? url.slice(own.length) : url;
}
