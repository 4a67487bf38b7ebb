import { describe, expect, it } from 'vitest';
import { parseSession } from '../../src/session/parseSession.js';

const SECRET = 'accs_secret__marked';

describe('what an endpoint may answer', () => {
  it.each([
    [
      'snake case, as Ruby, Python, PHP, Elixir, Go and Node print it',
      { client_secret: SECRET, expires_at: 1790000000 },
    ],
    ['camel case, as Java prints it', { clientSecret: SECRET, expiresAt: 1790000000 }],
    [
      'pascal case and an ISO date, as .NET prints it',
      { ClientSecret: SECRET, ExpiresAt: '2026-09-21T14:13:20Z' },
    ],
    ['nested under session', { session: { client_secret: SECRET, expires_at: 1790000000 } }],
    ['nested under data', { data: { clientSecret: SECRET, expires_at: 1790000000 } }],
    ['nested, with the rest beside it', { session: { client_secret: SECRET }, expires_at: 1790000000 }],
  ])('is %s', (_, answer) => {
    expect(parseSession(answer)).toMatchObject({ clientSecret: SECRET, expiresAt: 1790000000 });
  });

  it.each([
    ['a bare string', SECRET],
    ['a string under session', { session: SECRET }],
  ])('is %s', (_, answer) => {
    expect(parseSession(answer).clientSecret).toBe(SECRET);
  });

  it('brings the publishable key, the locale and which components are enabled', () => {
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

describe('what it may not answer', () => {
  it.each([
    ['null', null, 'is null'],
    ['a list', [{ client_secret: SECRET }], 'is a list'],
    ['a number', 7, 'is a number'],
    ['nothing, as from a function that gives nothing back', undefined, 'is undefined, not an object'],
    ['an empty object', {}, 'has no `client_secret`'],
    ['an error', { error: { message: `no ${SECRET}` } }, 'has an `error` and no `client_secret`'],
    ['an error where the secret belongs', { client_secret: { error: 'x' } }, 'is not a secret'],
    ['an empty secret', { client_secret: '' }, 'is not a secret'],
    ['a page of HTML', '<!doctype html><p>sign in</p>', 'is not a secret'],
    ['a null secret', { client_secret: null }, 'is not a secret'],
    ['a Checkout Session’s', { client_secret: 'cs_test_a1_secret_2' }, 'is not a secret of a session'],
    ['a PaymentIntent’s', { client_secret: 'pi_1_secret_2' }, 'is not a secret of a session'],
    ['a SetupIntent’s', { clientSecret: 'seti_1_secret_2' }, 'is not a secret of a session'],
    ['a publishable key', 'pk_test_1', 'is not a secret of a session'],
    ['an account', { client_secret: 'acct_1' }, 'is not a secret of a session'],
  ])('is %s', (_, answer, says) => {
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

describe('what is beside a secret', () => {
  const beside = (more: object) => parseSession({ client_secret: SECRET, ...more });

  it.each<[string, object]>([
    ['a date in words', { expires_at: 'soon' }],
    ['a date in a list', { expires_at: [1] }],
    ['a date that never comes', { expires_at: Infinity }],
    ['a yes for livemode', { livemode: 'yes' }],
    ['a yes for complete', { complete: 'yes' }],
    ['numbers for texts', { account: 1, publishable_key: 1, locale: 1 }],
    ['empty texts', { account: '', publishable_key: '', locale: '' }],
    ['components in a list', { components: ['payments'] }],
    ['components in words', { components: 'payments' }],
  ])('is nothing where it is %s', (_, more) => {
    expect(Object.values(beside(more)).filter((value) => value !== undefined && value !== false)).toEqual([
      SECRET,
    ]);
  });

  it('is left out where a component is not told as one', () => {
    const components = { payments: true, payoutsList: { Enabled: true, Features: { aB: true, c: 'yes' } } };
    expect(beside({ components }).components).toEqual({
      payouts_list: { enabled: true, features: { a_b: true, c: false } },
    });
    expect(beside({ components: { Payments: { enabled: 'yes' } } }).components).toEqual({
      payments: { enabled: false, features: {} },
    });
  });

  it('says that all which was asked for is named', () => {
    expect(beside({ complete: true }).complete).toBe(true);
  });

  it('is its own before what is around it', () => {
    const inner = { client_secret: SECRET, account: 'acct_inner' };
    expect(parseSession({ session: inner, account: 'acct_outer' })).toMatchObject({ account: 'acct_inner' });
    expect(parseSession({ client_secret: SECRET, session: { client_secret: 'accs_secret__other' } })).toEqual(
      parseSession(SECRET),
    );
  });
});

it('may not be a secret key', () => {
  expect(() => parseSession({ client_secret: 'sk_test_1' })).toThrow(
    expect.objectContaining({ code: 'invalid_key', message: expect.stringContaining('Roll it') }),
  );
});

it.each(['two words', ' accs_secret__1', 'accs_secret__1\n', '{accs_secret__1', 'accs_secret__1}', 'a<b'])(
  'is not a secret: %j',
  (given) => {
    expect(() => parseSession({ client_secret: given })).toThrow('a `client_secret` that is not a secret');
  },
);
