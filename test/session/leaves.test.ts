import { describe, expect, it } from 'vitest';
import { keyProblem, refuseSecretKey } from '../../src/session/checkKey.js';
import { endpointUrl } from '../../src/session/endpointUrl.js';
import { isEqual } from '../../src/session/isEqual.js';
import { isWebview } from '../../src/session/isWebview.js';
import { nearest } from '../../src/session/nearest.js';

describe('a key', () => {
  it.each(['sk_test_1', 'rk_live_1', '  sk_live_1', '\nrk_test_1'])(
    'that is secret is refused: %j',
    (key) => {
      expect(() => refuseSecretKey(key)).toThrow(
        expect.objectContaining({ code: 'invalid_key', message: expect.stringContaining('secret key') }),
      );
    },
  );

  it.each(['pk_test_1', '', undefined, 'task_1', 'x sk_test_1'])(
    'that is not secret is accepted: %j',
    (key) => {
      expect(() => refuseSecretKey(key)).not.toThrow();
    },
  );

  it.each(['', 'pk', 'xpk_test_1', 'sk_test_1'])('that Stripe would refuse is reported first: %j', (key) => {
    expect(keyProblem(key)).toMatchObject({ code: 'invalid_key' });
  });

  it('that is missing is reported as missing, because the endpoint may have been meant to return it', () => {
    expect(keyProblem(undefined)?.message).toContain('There is no publishable key');
    expect(keyProblem('undefined')?.message).toContain('is not a publishable key');
  });

  it.each<[string, boolean, string | undefined]>([
    ['pk_test_1', false, undefined],
    ['pk_live_1', true, undefined],
    ['pk_test_1', true, 'is for test mode, but the endpoint’s session is for live mode'],
    ['pk_live_1', false, 'is for live mode, but the endpoint’s session is for test mode'],
  ])('%s is checked against a session whose livemode is %s', (key, livemode, words) => {
    const problem = keyProblem(key, livemode, { protocol: 'https:', hostname: 'shop.example' });
    expect(problem?.message.replaceAll("'", '’')).toEqual(words && expect.stringContaining(words));
  });

  it.each<[string, string, string, string | undefined]>([
    ['pk_live_1', 'http:', 'shop.example', 'insecure_context'],
    ['pk_live_1', 'https:', 'shop.example', undefined],
    ['pk_test_1', 'http:', 'shop.example', undefined],
    ['pk_live_1', 'http:', 'localhost', undefined],
    ['pk_live_1', 'http:', 'shop.localhost', undefined],
    ['pk_live_1', 'http:', '127.0.0.1', undefined],
    ['pk_live_1', 'http:', '[::1]', undefined],
    ['pk_live_1', 'http:', 'localhost.example', 'insecure_context'],
    ['pk_live_1', 'http:', 'notlocalhost', 'insecure_context'],
    ['pk_live_1', 'http:', '127.example', 'insecure_context'],
  ])('%s is checked on %s//%s', (key, protocol, hostname, code) => {
    expect(keyProblem(key, undefined, { protocol, hostname })?.code).toBe(code);
  });
});

describe('two props are equal', () => {
  class Own {
    name = 'own';
  }
  const own = new Own();
  const fn = () => {};
  it.each<[string, unknown, unknown]>([
    ['numbers', 1, 1],
    ['NaN', NaN, NaN],
    ['null', null, null],
    ['the same function', fn, fn],
    ['the same instance of a class', own, own],
    ['objects', { a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 }],
    ['objects without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['empty objects', {}, {}],
    ['lists', [1, { a: 2 }], [1, { a: 2 }]],
    ['dates', new Date(5), new Date(5)],
  ])('%s', (_, a, b) => {
    expect(isEqual(a, b)).toBe(true);
    expect(isEqual(b, a)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['numbers', 1, 2],
    ['a number and its text', 1, '1'],
    ['null and an object', null, {}],
    ['nothing and an object', undefined, {}],
    ['a text and an object', 'a', {}],
    ['a function and an object', fn, {}],
    ['two functions', () => {}, () => {}],
    ['two instances of a class', new Own(), new Own()],
    ['an instance and an object', own, {}],
    ['a list and an object', [], {}],
    ['a value', { a: 1 }, { a: 2 }],
    ['a key', { a: undefined }, { b: undefined }],
    ['an extra key', { a: 1 }, { a: 1, b: 2 }],
    ['a nested value', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ['one of several values', { a: 1, b: 1 }, { a: 1, b: 2 }],
    ['the order of a list', [1, 2], [2, 1]],
    ['dates', new Date(5), new Date(6)],
    ['a date and an object', new Date(5), {}],
  ])('not if they differ in %s', (_, a, b) => {
    expect(isEqual(a, b)).toBe(false);
    expect(isEqual(b, a)).toBe(false);
  });
});

describe('the suggested name', () => {
  const known = ['payments', 'payouts', 'balances', 'documents'];
  it.each([
    ['payment', 'payments'],
    ['payout', 'payouts'],
    ['balance', 'balances'],
    ['ballances', 'balances'],
    ['dokuments', 'documents'],
    ['documnets', 'documents'],
    ['ayments', 'payments'],
    ['xxbalances', 'balances'],
  ])('%s: %s', (name, meant) => {
    expect(nearest(name, known)).toBe(meant);
    expect(nearest(name, known.toReversed())).toBe(meant);
  });

  it('is found by the number of letters to change', () => {
    expect(nearest('ab', ['abcdef', 'xb'])).toBe('xb');
    expect(nearest('abcd', ['a', 'abxy'])).toBe('abxy');
    expect(nearest('kitten', ['sitting', 'kettle', 'knitted'])).toBe('knitted');
    expect(nearest('', ['abc', 'z'])).toBe('z');
  });

  it('is undefined without candidates, and the list is left unchanged', () => {
    expect(nearest('a', [])).toBeUndefined();
    const list = ['bbb', 'a'];
    nearest('a', list);
    expect(list).toEqual(['bbb', 'a']);
  });
});

describe('the address of an endpoint', () => {
  it.each<[string, Parameters<typeof endpointUrl>[0], string]>([
    ['is the string', '/session', '/session'],
    ['is the URL', new URL('https://shop.example/session'), 'https://shop.example/session'],
    ['is the `url` of its options', { url: '/session', retry: 1 }, '/session'],
    [
      'is the URL object of its options',
      { url: new URL('https://shop.example/s') },
      'https://shop.example/s',
    ],
    ['is empty for a function', async () => 'accs_secret__1', ''],
  ])('%s', (_, endpoint, url) => {
    expect(endpointUrl(endpoint)).toBe(url);
  });
});

describe('a page inside another app', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36', true],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/1]', true],
    ['Mozilla/5.0 (Linux; Android 14) Safari/537.36 [FBAV/1.0]', true],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537.36 Instagram 300', true],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537.36 Line/13', true],
    ['Mozilla/5.0 (iPad; CPU OS 17_0) AppleWebKit/605.1.15 Mobile/15E148', true],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1', false],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537.36', false],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/120 Safari/537.36 FBAX', false],
  ])('%s: %s', (userAgent, is) => {
    expect(isWebview({ userAgent })).toBe(is);
  });

  it('does not include a page on an iPhone’s home screen, which has the same user agent', () => {
    const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1.15 Mobile/15E148';
    expect(isWebview({ userAgent })).toBe(true);
    expect(isWebview({ userAgent, standalone: true })).toBe(false);
  });
});
