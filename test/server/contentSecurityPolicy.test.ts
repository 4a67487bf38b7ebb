import { contentSecurityPolicy } from 'stripe-embedded/server';
import { describe, expect, it } from 'vitest';

const parse = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));

describe('contentSecurityPolicy', () => {
  it('includes what both flows need', () => {
    const policy = parse(contentSecurityPolicy());
    expect(policy['script-src']).toEqual([
      "'self'",
      'https://connect-js.stripe.com',
      'https://js.stripe.com',
      'https://*.js.stripe.com',
    ]);
    expect(policy['frame-src']).toContain('https://hooks.stripe.com');
    expect(policy['img-src']).toContain('https://*.stripe.com');
    expect(policy['connect-src']).toEqual(["'self'", 'https://api.stripe.com']);
    // Without quotes, a hash would be read as a host name.
    expect(policy['style-src']).toContain("'sha256-0hAheEzaMe6uXIKV4EehS9pu1am1lj/KnnzrOYqckXk='");
  });

  it('includes only what one flow needs', () => {
    expect(contentSecurityPolicy({ flows: ['connect'] })).not.toContain('hooks.stripe.com');
    // The page still calls its own endpoint.
    expect(contentSecurityPolicy({ flows: ['connect'] })).toContain("connect-src 'self'");
    expect(contentSecurityPolicy({ flows: ['financial_connections'] })).not.toContain('connect-js');
  });

  it('accepts a nonce, an endpoint on another origin and extra sources', () => {
    const policy = parse(
      contentSecurityPolicy({
        nonce: 'r4nd0m',
        endpoint: 'https://api.shop.example/session?x=1',
        directives: { 'font-src': ['https://fonts.example'], 'script-src': ["'strict-dynamic'"] },
      }),
    );
    expect(policy['script-src']).toEqual(expect.arrayContaining(["'nonce-r4nd0m'", "'strict-dynamic'"]));
    expect(policy['style-src']).toContain("'nonce-r4nd0m'");
    expect(policy['connect-src']).toContain('https://api.shop.example');
    expect(policy['font-src']).toEqual(["'self'", 'https://fonts.example']);
  });

  it('adds no origin for an endpoint on the page’s own origin', () => {
    expect(contentSecurityPolicy({ endpoint: '/session' })).toBe(contentSecurityPolicy());
  });

  it('can allow nothing for a directive, unless the directive has sources of its own', () => {
    const policy = parse(
      contentSecurityPolicy({ directives: { 'object-src': ["'none'"], 'img-src': ["'none'"] } }),
    );
    expect(policy['object-src']).toEqual(["'none'"]);
    expect(policy['img-src']).toEqual(["'self'", 'https://*.stripe.com']);
  });

  it.each([
    ['report-to', ['csp'], 'report-to csp'],
    ['report-uri', ['/csp'], 'report-uri /csp'],
    ['sandbox', ['allow-scripts', 'allow-popups'], 'sandbox allow-scripts allow-popups'],
    ['upgrade-insecure-requests', [], 'upgrade-insecure-requests'],
    ['require-trusted-types-for', ["'script'"], "require-trusted-types-for 'script'"],
    ['trusted-types', ["'none'"], "trusted-types 'none'"],
    ['frame-ancestors', ["'none'"], "frame-ancestors 'none'"],
    ['base-uri', [], "base-uri 'self'"],
  ])('adds the page’s own origin only to directives that take sources: %s', (name, values, line) => {
    expect(contentSecurityPolicy({ directives: { [name]: values } }).split('; ')).toContain(line);
  });

  it.each([{ fontSrc: ['https://fonts.example.com'] }, { 'font-src': 'https://fonts.example.com' }])(
    'refuses directives that a browser would ignore: %j',
    (directives) => {
      expect(() => contentSecurityPolicy({ directives: directives as never })).toThrow("{ 'font-src': [");
    },
  );

  it('refuses a value that would start another directive', () => {
    expect(() => contentSecurityPolicy({ nonce: "x'; script-src *" })).toThrow('not a source');
  });
});
