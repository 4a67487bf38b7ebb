import { HttpFault } from './HttpFault.js';

/** Where a page that asks lives: `null` where no browser says so. */
export interface RequestOrigin {
  /** Set where the browser needs leave to read the answer. */
  cors?: string;
}

/**
 * Whether a page of this origin may ask. Behind a proxy the scheme is the proxy's, so of one's own origin the
 * host counts: that header a page cannot set.
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

/** One that could never match throws: on somebody's page it would refuse everybody. */
export function checkOrigins(list: readonly string[] | undefined): void {
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new Error('[stripe-embedded] `allowedOrigins` is not a list.');
  // An `undefined`, as of an environment that lacks the variable, is one too.
  const at = list.findIndex((given: unknown) => !originOf(String(given)));
  if (at < 0) return;
  throw new Error(
    `[stripe-embedded] ${JSON.stringify(list[at])} in \`allowedOrigins\` is not an origin, as \`https://app.example.com\` is. Name each one in full: there are no patterns.`,
  );
}

/** However it is written in the list. */
export const isListed = (origin: string, list: readonly string[] | undefined): boolean =>
  Boolean(list?.some((given) => originOf(given) === origin));

/** As a browser writes it. */
function originOf(given: string): string | undefined {
  if (given.includes('*') || !URL.canParse(given)) return undefined;
  const { protocol, origin, pathname, search, hash } = new URL(given);
  // An app's own scheme has no origin by the rules, and is sent as it is.
  if (!/^https?:$/.test(protocol)) return /^[a-z][\w+.-]*:\/\/[^/]*$/.test(given) ? given : undefined;
  return pathname + search + hash === '/' ? origin : undefined;
}

/**
 * Some proxies write the scheme's own port, which an origin never has. An app may give its own scheme the host of its
 * server, for the cookies: its page is another one to a browser.
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

export function corsHeaders({ cors }: RequestOrigin, isPreflight: boolean): Record<string, string> {
  if (!cors) return {};
  return {
    'Access-Control-Allow-Origin': cors,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After, Date',
    Vary: 'Origin',
    ...(isPreflight && {
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'content-type, x-requested-with, authorization',
      'Access-Control-Max-Age': '600',
    }),
  };
}
