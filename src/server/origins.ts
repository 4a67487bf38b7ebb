import { HttpFault } from './HttpFault.js';

/** What is known of the page that asks, once it may. */
export interface RequestOrigin {
  /** Its origin, where that is not the server's own: a browser lets it read the answer only by the CORS headers. */
  cors?: string;
}

/**
 * Throws where a page of this origin may not ask. Behind a proxy the server does not know its own scheme, so its own
 * origin is told by the host alone: a page cannot set that header.
 */
export function checkOrigin(request: Request, allowed: readonly string[] | undefined): RequestOrigin {
  const origin = request.headers.get('Origin');
  if (origin === null) {
    if (request.headers.get('Sec-Fetch-Site') !== 'cross-site') return {};
    throw new HttpFault('forbidden', 'Requests from other sites are not allowed.');
  }
  const own = request.headers.get('Host') ?? new URL(request.url).host;
  const isOwn = isHostOf(origin, own);
  if (isListed(origin, allowed)) return isOwn ? {} : { cors: origin };
  if (isOwn && !allowed) return {};
  throw new HttpFault(
    'forbidden',
    isOwn
      ? "`allowedOrigins` is set on the server, and does not have this page's own origin."
      : 'This origin is not allowed. Name it in `allowedOrigins` on the server.',
  );
}

/** An entry that no origin could ever match throws when the server starts, and not first on somebody's page. */
export function checkOrigins(list: readonly string[] | undefined): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new Error('[stripe-embedded] `allowedOrigins` is not a list.');
  // An `undefined` is such an entry too: an environment that lacks the variable gives it.
  const at = list.findIndex((given: unknown) => !originOf(String(given)));
  if (at < 0) return;
  throw new Error(
    `[stripe-embedded] ${JSON.stringify(list[at])} in \`allowedOrigins\` is not an origin, as \`https://app.example.com\` is. Name each one in full: there are no patterns.`,
  );
}

/** Whether an origin is in the list, whichever way the list spells it: with a slash at its end, or the usual port. */
export const isListed = (origin: string, list: readonly string[] | undefined): boolean =>
  Boolean(list?.some((given) => originOf(given) === origin));

/** An origin as browsers send it, however it was written; undefined where the text is none. */
function originOf(given: string): string | undefined {
  if (given.includes('*') || !URL.canParse(given)) return undefined;
  const { protocol, origin, pathname, search, hash } = new URL(given);
  // For an app's own scheme, as in `capacitor://localhost`, `URL` knows no origin; an app's webview sends it as it is.
  if (!/^https?:$/.test(protocol)) return /^[a-z][\w+.-]*:\/\/[^/]*$/.test(given) ? given : undefined;
  return pathname + search + hash === '/' ? origin : undefined;
}

/**
 * Whether an origin is on this host. The host is read as a URL, because some proxies add the scheme's usual port to it,
 * which an origin never has. Of http and https only: an app may give its own scheme the server's host, to share its
 * cookies, and is another origin to a browser all the same.
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

export function corsHeaders({ cors }: RequestOrigin, { method, headers }: Request): Record<string, string> {
  if (!cors) return {};
  return {
    'Access-Control-Allow-Origin': cors,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After, Date',
    Vary: 'Origin',
    ...(method === 'OPTIONS' && {
      'Access-Control-Allow-Methods': 'POST',
      // Whatever it asks for: the page is a listed one, and its `headers`, a gateway and a tracer each have names of their own.
      'Access-Control-Allow-Headers':
        headers.get('Access-Control-Request-Headers') ?? 'content-type, x-requested-with, authorization',
      'Access-Control-Max-Age': '600',
    }),
  };
}
