import { describe, expect, it } from 'vitest';
import { parseSession } from '../../src/session/parseSession.js';

const SECRET = 'accs_secret__marked';

describe('a session in a response', () => {
  it.each([
    [
      'snake case, as Ruby, Python, PHP, Elixir, Go and Node print it',
      { client_secret: SECRET, expires_at: 1790000000 },
    ],
    ['camel case, as Java prints it', { clientSecret: SECRET, expiresAt: 1790000000 }],
    [
      'Pascal case and an ISO date, as .NET prints it',
      { ClientSecret: SECRET, ExpiresAt: '2026-09-21T14:13:20Z' },
    ],
    ['nested under session', { session: { client_secret: SECRET, expires_at: 1790000000 } }],
    ['nested under data', { data: { clientSecret: SECRET, expires_at: 1790000000 } }],
    ['nested, with the rest beside it', { session: { client_secret: SECRET }, expires_at: 1790000000 }],
  ])('may be %s', (_, answer) => {
    expect(parseSession(answer)).toMatchObject({ clientSecret: SECRET, expiresAt: 1790000000 });
  });

  it.each([
    ['a bare string', SECRET],
    ['a string under session', { session: SECRET }],
  ])('may be %s', (_, answer) => {
    expect(parseSession(answer).clientSecret).toBe(SECRET);
  });

  it.each(['cs_1', 'cs_test_1', 'acct_1_secret_2', 'pk_1', 'secret-1', 'accs_secret__pk_test_1'])(
    'may hold a secret that a test made up: %s',
    (made) => {
      expect(parseSession({ client_secret: made }).clientSecret).toBe(made);
    },
  );

  it('includes the publishable key, the locale and which components are enabled', () => {
    const answer = {
      client_secret: SECRET,
      publishable_key: 'pk_test_1',
      locale: 'fr-FR',
      livemode: false,
      account: 'acct_1',
      components: {
        payoutsList: { enabled: true, features: {} },
        payments: { enabled: false, features: { refundManagement: true } },
      },
    };
    expect(parseSession(answer)).toEqual({
      clientSecret: SECRET,
      publishableKey: 'pk_test_1',
      locale: 'fr-FR',
      livemode: false,
      account: 'acct_1',
      expiresAt: undefined,
      components: {
        payouts_list: { enabled: true, features: {} },
        payments: { enabled: false, features: { refund_management: true } },
      },
    });
  });
});

describe('a response without a session', () => {
  it.each([
    ['null', null, 'is null'],
    ['a list', [{ client_secret: SECRET }], 'is a list'],
    ['a number', 7, 'is a number'],
    ['undefined, as from a function that returns nothing', undefined, 'is undefined, not an object'],
    ['an empty object', {}, 'has no `client_secret`'],
    ['an error', { error: { message: `no ${SECRET}` } }, 'has an `error` and no `client_secret`'],
    ['an error where the secret belongs', { client_secret: { error: 'x' } }, 'is not a secret'],
    ['an empty secret', { client_secret: '' }, 'is not a secret'],
    ['a page of HTML', '<!doctype html><p>sign in</p>', 'is not a secret'],
    ['a null secret', { client_secret: null }, 'is not a secret'],
    [
      'the secret of a Checkout Session',
      { client_secret: 'cs_test_a1_secret_2' },
      'is not a secret of a session',
    ],
    ['the secret of a PaymentIntent', { client_secret: 'pi_1_secret_2' }, 'is not a secret of a session'],
    ['the secret of a SetupIntent', { clientSecret: 'seti_1_secret_2' }, 'is not a secret of a session'],
    ['a publishable key', 'pk_test_1', 'is not a secret of a session'],
    ['an account', { client_secret: 'acct_1A2b' }, 'is not a secret of a session'],
  ])('is refused if it is %s', (_, answer, says) => {
    let error: unknown;
    try {
      parseSession(answer);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      code: 'endpoint_invalid_response',
      message: expect.stringContaining(says),
    });
    expect(String(error)).not.toContain(SECRET);
  });
});

describe('a field beside the secret', () => {
  const beside = (more: object) => parseSession({ client_secret: SECRET, ...more });

  it.each<[string, object]>([
    ['a date in words', { expires_at: 'soon' }],
    ['a date in a list', { expires_at: [1] }],
    ['an infinite date', { expires_at: Infinity }],
    ['a string for livemode', { livemode: 'yes' }],
    ['a string for complete', { complete: 'yes' }],
    ['numbers for strings', { account: 1, publishable_key: 1, locale: 1 }],
    ['empty strings', { account: '', publishable_key: '', locale: '' }],
    ['components in a list', { components: ['payments'] }],
    ['components in a string', { components: 'payments' }],
  ])('is ignored if it is %s', (_, more) => {
    expect(Object.values(beside(more)).filter((value) => value !== undefined && value !== false)).toEqual([
      SECRET,
    ]);
  });

  it('is ignored if it describes a component in the wrong type', () => {
    const components = { payments: true, payoutsList: { Enabled: true, Features: { aB: true, c: 'yes' } } };
    expect(beside({ components }).components).toEqual({
      payouts_list: { enabled: true, features: { a_b: true, c: false } },
    });
    expect(beside({ components: { Payments: { enabled: 'yes' } } }).components).toEqual({
      payments: { enabled: false, features: {} },
    });
  });

  it('may say that the response names every requested component', () => {
    expect(beside({ complete: true }).complete).toBe(true);
  });

  it('takes precedence in the session over the same field outside it', () => {
    const inner = { client_secret: SECRET, account: 'acct_inner' };
    expect(parseSession({ session: inner, account: 'acct_outer' })).toMatchObject({ account: 'acct_inner' });
    expect(parseSession({ client_secret: SECRET, session: { client_secret: 'accs_secret__other' } })).toEqual(
      parseSession(SECRET),
    );
  });
});

it('a secret key is refused as a `client_secret`', () => {
  expect(() => parseSession({ client_secret: 'sk_test_1' })).toThrow(
    expect.objectContaining({ code: 'invalid_key', message: expect.stringContaining('Roll it') }),
  );
});

it.each(['two words', ' accs_secret__1', 'accs_secret__1\n', '{accs_secret__1', 'accs_secret__1}', 'a<b'])(
  'a `client_secret` with other characters is refused: %j',
  (given) => {
    expect(() => parseSession({ client_secret: given })).toThrow('a `client_secret` that is not a secret');
  },
);
