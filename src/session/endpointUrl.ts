import type { SessionEndpoint } from './endpoint.js';

/** The address that an endpoint stands for. Functions have none: an inline one is another at each render. */
export function endpointUrl(endpoint: SessionEndpoint): string {
  if (typeof endpoint === 'function') return '';
  // A page in plain JavaScript may give no endpoint at all.
  const url = String((endpoint as { url?: string | URL } | null)?.url ?? endpoint);
  // The path `/session` and the whole URL of it on this page are one address. This runs at each render, so the page's
  // own origin is asked for only where the address is not a path already.
  const own = url[0] !== '/' && globalThis.location?.origin;
  return own && url.startsWith(`${own}/`) ? url.slice(own.length) : url;
}
