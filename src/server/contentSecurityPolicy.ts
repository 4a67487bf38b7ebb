/** What the page has on it. */
export interface ContentSecurityPolicyOptions {
  /** Which of Stripe's flows the page has. @default both */
  flows?: ReadonlyArray<'connect' | 'financial_connections'> | undefined;
  /** For your own scripts, and given to `ConnectProvider`. */
  nonce?: string | undefined;
  /** Where your session endpoint is, if on another origin. */
  endpoint?: string | URL | undefined;
  /** Your own sources, added to these. */
  directives?: Record<string, readonly string[]> | undefined;
}

/** The others, as `report-to` and `sandbox`, hold names of their own. */
const HAS_SOURCES = /-src|^(base-uri|form-action|frame-ancestors)$/;

const CONNECT: Record<string, string[]> = {
  'script-src': ['https://connect-js.stripe.com', 'https://js.stripe.com'],
  'frame-src': ['https://connect-js.stripe.com', 'https://js.stripe.com'],
  'img-src': ['https://*.stripe.com'],
  // The empty style element that Connect.js makes. Unquoted, a browser ignores it.
  'style-src': ["'sha256-0hAheEzaMe6uXIKV4EehS9pu1am1lj/KnnzrOYqckXk='"],
};

const STRIPE_JS: Record<string, string[]> = {
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'connect-src': ['https://api.stripe.com'],
  'img-src': ['https://*.stripe.com'],
};

/**
 * The Content-Security-Policy that Stripe's components need, as a header's value.
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
          `[stripe-embedded] \`directives\` takes names as in the header, each with a list: \`{ 'font-src': ['https://fonts.example.com'] }\`. A browser would ignore ${JSON.stringify(name)} as it is.`,
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

/** `'none'` stands alone, or a browser ignores it. */
function written(sources: Set<string>): string[] {
  const others = [...sources].filter((source) => source !== "'none'");
  const isNone = sources.has("'none'") && others.every((source) => source === "'self'");
  return isNone ? ["'none'"] : others;
}

/** A source with a semicolon or a blank would end its directive and begin another. */
function checked(source: string): string {
  if (/^[^\s;,]+$/.test(source)) return source;
  throw new Error(
    `[stripe-embedded] ${JSON.stringify(source)} is not a source of a Content-Security-Policy.`,
  );
}
