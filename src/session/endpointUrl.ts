import type { SessionEndpoint } from './endpoint.js';

/** The address that an endpoint stands for. Functions have none: an inline one is another at each render. */
export function endpointUrl(endpoint: SessionEndpoint): string {
  if (typeof endpoint === 'function') return '';
  return String(typeof endpoint === 'object' && 'url' in endpoint ? endpoint.url : endpoint);
}
