/** What the page contains. */
export interface ContentSecurityPolicyOptions {
  /** Which of Stripe's flows the page has. @default both */
  flows?: ReadonlyArray<'connect' | 'financial_connections'> | undefined;
  /** The nonce of your own scripts, which you also pass to `ConnectProvider`. */
  nonce?: string | undefined;
  /** The URL of your session endpoint, if it is on another origin. */
  endpoint?: string | URL | undefined;
  /** Your own sources, added to those that Stripe needs. */
  directives?: Record<string, readonly string[]> | undefined;
}

/** The other directives, such as `report-to` and `sandbox`, take their own names instead of sources. */
const HAS_SOURCES = /-src|^(base-uri|form-action|frame-ancestors)$/;

const CONNECT: Record<string, string[]> = {
  'script-src': ['https://connect-js.stripe.com', 'https://js.stripe.com'],
  'frame-src': ['https://connect-js.stripe.com', 'https://js.stripe.com'],
  'img-src': ['https://*.stripe.com'],
  // The empty style element that Connect.js creates. Browsers ignore the hash without the quotes.
  'style-src': ["'sha256-0hAheEzaMe6uXIKV4EehS9pu1am1lj/KnnzrOYqckXk='"],
};

const STRIPE_JS: Record<string, string[]> = {
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'connect-src': ['https://api.stripe.com'],
  'img-src': ['https://*.stripe.com'],
};

/**
 * Returns the Content-Security-Policy that Stripe's components need, as a header value.
 *
 * @example
 * response.headers.set('Content-Security-Policy', contentSecurityPolicy({ nonce }));
 */
export function contentSecurityPolicy(options: ContentSecurityPolicyOptions = {}): string {
  const { flows = ['connect', 'financial_connections'], nonce, endpoint, directives = {} } = options;
  const all = new Map<string, Set<string>>();
  const add = (more: Record<string, readonly string[]>) => {
    for (const [name, sources] of Object.entries(more)) {
      if (!/^[a-z-]+$/.test(name) || !Array.isArray(sources)) {
        throw new Error(
          `[stripe-embedded] \`directives\` takes directive names as in the header, each with a list: \`{ 'font-src': ['https://fonts.example.com'] }\`. A browser would ignore ${JSON.stringify(name)} as given.`,
        );
      }
      const known = all.get(name) ?? new Set(HAS_SOURCES.test(name) ? ["'self'"] : []);
      for (const source of sources) known.add(checked(source));
      all.set(name, known);
    }
  };
  if (flows.includes('connect')) add(CONNECT);
  if (flows.includes('financial_connections')) add(STRIPE_JS);
  add({ 'connect-src': [] });
  if (nonce) add({ 'script-src': [`'nonce-${nonce}'`], 'style-src': [`'nonce-${nonce}'`] });
  if (endpoint && URL.canParse(endpoint)) add({ 'connect-src': [new URL(endpoint).origin] });
  add(directives);
  return [...all].map(([name, sources]) => [name, ...written(sources)].join(' ')).join('; ');
}

/** Browsers ignore `'none'` unless it stands alone. */
function written(sources: Set<string>): string[] {
  const others = [...sources].filter((source) => source !== "'none'");
  const isNone = sources.has("'none'") && others.every((source) => source === "'self'");
  return isNone ? ["'none'"] : others;
}

/** A semicolon or a space in a source would end the directive and begin another. */
function checked(source: string): string {
  if (/^[^\s;,]+$/.test(source)) return source;
  throw new Error(
    `[stripe-embedded] ${JSON.stringify(source)} is not a source of a Content-Security-Policy.`,
  );
}
