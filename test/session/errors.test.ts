import { inspect } from 'node:util';
import { EmbeddedError } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { fault } from '../../src/session/errors.js';
import { createSecret } from '../../src/session/secret.js';

const SECRETS = [
  'accs_secret__Marked1',
  'fcsess_1Ab_secret_Marked2',
  // As written in Stripe's documentation.
  '_OXIKXxEihMarkedBnDoe2sgG5OGSO2Q12shKvbeboxpALZGng',
  'pi_1_secret_Marked3',
  'sk_live_Marked4',
  'rk_test_Marked5',
  'sk_org_live_Marked6',
  'whsec_Marked7',
];

const everyForm = (value: unknown) =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 9, showHidden: true }),
    (value as Error).stack,
  ].join('\n');

describe('an error', () => {
  it.each(SECRETS)('holds no secret (%s), whatever it was created from', (secret) => {
    const cause = Object.assign(new Error(`body: {"client_secret":"${secret}"}`), {
      response: { data: { client_secret: secret } },
    });
    const error = new EmbeddedError('endpoint_failed', `It said ${secret}`, { cause });
    expect(everyForm(error)).not.toContain('Marked');
    expect(error.message).toContain('[redacted]');
  });

  it('keeps a cause without secrets unchanged', () => {
    const cause = new TypeError('Failed to fetch');
    expect(new EmbeddedError('endpoint_unreachable', 'No way', { cause }).cause).toBe(cause);
  });

  it.each<[string, Error]>([
    ['in its stack', Object.assign(new Error('no'), { stack: 'Error: no at sk_live_Marked' })],
    ['in a string property', Object.assign(new Error('no'), { body: 'sk_live_Marked' })],
    ['in an object property', Object.assign(new Error('no'), { response: { key: 'sk_live_Marked' } })],
    ['in a symbol property', Object.assign(new Error('no'), { [Symbol('response')]: 'sk_live_Marked' })],
    ['in its own cause', new Error('no', { cause: 'sk_live_Marked' })],
    ['in one of its errors', new AggregateError([new Error('sk_live_Marked')], 'no')],
    ['in its message', new Error('no sk_live_Marked')],
  ])('keeps only the name and message of a cause with a secret %s', (_, cause) => {
    cause.name = 'HttpError';
    const kept = new EmbeddedError('endpoint_failed', 'No', { cause }).cause as Error;
    expect(kept).not.toBe(cause);
    expect(kept).toMatchObject({ name: 'HttpError', message: expect.stringMatching(/^no/) });
    expect(everyForm(kept)).not.toContain('Marked');
    expect(Object.keys(kept).filter((key) => key !== 'name')).toEqual([]);
  });

  it('keeps no secret that is a cause’s name', () => {
    const named = Object.assign(new Error('no'), { name: 'sk_live_Marked' });
    for (const cause of [named, Object.assign(new Error('no'), { sk_live_Marked: true })]) {
      expect(everyForm(new EmbeddedError('endpoint_failed', 'No', { cause }).cause)).not.toContain('Marked');
    }
  });

  it('keeps no cause with a secret in a non-enumerable property', () => {
    const secret = 'accs_secret__hidden1234567890';
    // ofetch creates its errors this way.
    const data = Object.defineProperty(new Error('[POST] "/session": 200 OK'), 'data', {
      get: () => ({ client_secret: secret }),
    });
    class HttpError extends Error {
      #data = { client_secret: secret };
      get data() {
        return this.#data;
      }
    }
    for (const thrown of [data, new HttpError('wrong shape')]) {
      const { cause } = new EmbeddedError('endpoint_failed', 'It failed.', { cause: thrown });
      expect.soft(JSON.stringify((cause as { data?: unknown }).data ?? '')).not.toContain(secret);
    }
  });

  it('keeps a cause with numbers and strings of its own, and where it was thrown', () => {
    const words = { status: 500, code: 'ECONNRESET', gone: undefined, kind: Symbol('fetch') };
    const cause = Object.assign(new Error('no'), words);
    expect(new EmbeddedError('endpoint_failed', 'No', { cause }).cause).toBe(cause);
    const marked = new Error('sk_live_Marked');
    const kept = new EmbeddedError('endpoint_failed', 'No', { cause: marked }).cause as Error;
    expect(kept.stack).toBe(marked.stack!.replace('sk_live_Marked', '[redacted]'));
    const bare = Object.assign(new Error('sk_live_Marked'), { stack: undefined });
    expect((new EmbeddedError('endpoint_failed', 'No', { cause: bare }).cause as Error).stack).toBe('');
  });

  it('keeps a thrown string without its secrets, and nothing else that is not an error', () => {
    const causeOf = (cause: unknown) => new EmbeddedError('endpoint_failed', 'No', { cause }).cause;
    expect(causeOf('no sk_live_Marked')).toBe('no [redacted]');
    expect(causeOf({ key: 'sk_live_Marked' })).toBeUndefined();
    expect(new EmbeddedError('endpoint_failed', 'No')).not.toHaveProperty('cause');
  });

  it.each([
    ['a accs_secret__Marked_1-x b', 'a [redacted]-x b'],
    ['fcsess_1Ab_2_secret_Marked.', '[redacted].'],
    ['PI_1_SECRET_MARKED', '[redacted]'],
    ['sk_test_Marked rk_live_Marked', '[redacted] [redacted]'],
    ['ek_test_Marked, ek_live_Marked', '[redacted], [redacted]'],
    [String.raw`{\"clientSecret\":\"someOtherKind1\"}`, String.raw`{\"[redacted]\"}`],
    ['the `client_secret`: undefined', 'the `client_secret`: undefined'],
    ['clientSecret: fetchClientSecret is not defined', 'clientSecret: fetchClientSecret is not defined'],
    ['pk_test_1 sk_other_1 secret client_secret', 'pk_test_1 sk_other_1 secret client_secret'],
  ])('redacts what looks like a secret in %j', (text, left) => {
    expect(new EmbeddedError('flow_failed', text).message).toBe(`[stripe-embedded] ${left}`);
  });

  it('is a code and its details in production, where the sentences are left out', () => {
    vi.stubEnv('NODE_ENV', 'production');
    try {
      expect(fault('script_timeout', { timeout: 5 }).message).toBe(
        '[stripe-embedded] script_timeout {"timeout":5}',
      );
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('names the library, its code and whether it can be retried', () => {
    const error = new EmbeddedError('script_blocked', 'Connect.js did not load.', { retryable: true });
    expect(error).toMatchObject({ name: 'EmbeddedError', code: 'script_blocked', retryable: true });
    expect(error.message).toMatch(/^\[stripe-embedded\] /);
  });
});

describe('a secret', () => {
  it('can be taken once', () => {
    const secret = createSecret('accs_secret__Marked');
    expect(secret.take()).toBe('accs_secret__Marked');
    expect(() => secret.take()).toThrow(expect.objectContaining({ code: 'secret_reused' }));
  });

  it('is hidden however it is printed or serialised', () => {
    const secret = createSecret('accs_secret__Marked');
    const forms = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true }),
      JSON.stringify({ ...secret }),
    ];
    expect(forms.join()).not.toContain('Marked');
    expect(forms[0]).toBe('[redacted]');
    expect(forms[1]).toBe('{"secret":"[redacted]"}');
    expect(inspect(secret)).toBe('[redacted]');
  });
});
