import { HttpFault } from './HttpFault.js';
import type { Asked } from './responder.js';

/** The origin of a page that may send requests. */
export interface RequestOrigin {
  /** Set if the page's origin is not the server's own. The page can then read the response only with CORS headers. */
  cors?: string;
}

/**
 * Throws if pages of this origin may not send requests. Behind a proxy, the server does not know its own scheme, so it
 * recognises its own origin by the `Host` header alone, which a page cannot set.
 */
export function checkOrigin(
  { header, request }: Asked,
  allowed: readonly string[] | undefined,
): RequestOrigin {
  const origin = header('origin');
  if (origin === null) {
    if (header('sec-fetch-site') !== 'cross-site') return {};
    throw new HttpFault('forbidden', 'Requests from other sites are not allowed.');
  }
  const own = header('host') ?? new URL(request.url).host;
  const isOwn = isHostOf(origin, own);
  if (isListed(origin, allowed)) return isOwn ? {} : { cors: origin };
  if (isOwn && !allowed) return {};
  throw new HttpFault(
    'forbidden',
    isOwn
      ? "`allowedOrigins` is set on the server, but does not contain this page's own origin."
      : 'This origin is not allowed. Add it to `allowedOrigins` on the server.',
  );
}

/** Throws at server start for an entry that no origin can match, so that it does not first fail on a page. */
export function checkOrigins(list: readonly string[] | undefined): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new Error('[stripe-embedded] `allowedOrigins` is not a list.');
  // `undefined` is such an entry too: it comes from a missing environment variable.
  const at = list.findIndex((given: unknown) => !originOf(String(given)));
  if (at < 0) return;
  throw new Error(
    `[stripe-embedded] ${JSON.stringify(list[at])} in \`allowedOrigins\` is not an origin such as \`https://app.example.com\`. Write each origin in full: patterns are not supported.`,
  );
}

/** Whether the list contains an origin. An entry may end in a slash or name the default port. */
export const isListed = (origin: string, list: readonly string[] | undefined): boolean =>
  Boolean(list?.some((given) => originOf(given) === origin));

/** The origin as browsers send it, or undefined if the text is not an origin. */
function originOf(given: string): string | undefined {
  if (given.includes('*') || !URL.canParse(given)) return undefined;
  const { protocol, origin, pathname, search, hash } = new URL(given);
  // For an app's own scheme, as in `capacitor://localhost`, `URL` gives no origin. The app's webview sends it as is.
  if (!/^https?:$/.test(protocol)) return /^[a-z][\w+.-]*:\/\/[^/]*$/.test(given) ? given : undefined;
  return pathname + search + hash === '/' ? origin : undefined;
}

/**
 * Whether an origin is on this host. The host is parsed as a URL, because some proxies add the scheme's default port,
 * which an origin never has. Only for http and https: an app may use the server's host with its own scheme to share the
 * server's cookies, but to a browser it is still another origin.
 */
function isHostOf(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: its } = new URL(origin);
  return (
    /^https?:$/.test(protocol) &&
    URL.canParse(`${protocol}//${host}`) &&
    new URL(`${protocol}//${host}`).host === its
  );
}

export function corsHeaders({ cors }: RequestOrigin, { method, header }: Asked): Record<string, string> {
  if (!cors) return {};
  return {
    'Access-Control-Allow-Origin': cors,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After, Date',
    Vary: 'Origin',
    ...(method === 'OPTIONS' && {
      'Access-Control-Allow-Methods': 'POST',
      // Allow whatever the page asks for: its origin is listed, and its `headers`, gateways and tracers add names
      // of their own.
      'Access-Control-Allow-Headers':
        header('access-control-request-headers') ?? 'content-type, x-requested-with, authorization',
      'Access-Control-Max-Age': '600',
    }),
  };
}
