import type { SessionEndpoint } from './endpoint.js';

/** The address that an endpoint stands for. Functions have none: an inline one is another at each render. */
export function endpointUrl(endpoint: SessionEndpoint): string {
  if (typeof endpoint === 'function') return '';
  // Without a check of types there may be none at all.
  const url = String((endpoint as { url?: string | URL } | null)?.url ?? endpoint);
  // A path, and a URL of this very page, are one address. It is asked at each render: for a path, without the page.
  const own = url[0] !== '/' && globalThis.location?.origin;
  return own && url.startsWith(`${own}/`) ? url.slice(own.length) : url;
}
