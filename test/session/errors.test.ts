import { inspect } from 'node:util';
import { EmbeddedError } from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { createSecret } from '../../src/session/secret.js';

const SECRETS = [
  'accs_secret__Marked1',
  'fcsess_1Ab_secret_Marked2',
  'pi_1_secret_Marked3',
  'sk_live_Marked4',
  'rk_test_Marked5',
];

const everyForm = (value: unknown) =>
  [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: 9, showHidden: true }),
    (value as Error).stack,
  ].join('\n');

describe('an error', () => {
  it.each(SECRETS)('holds no secret (%s), whatever it was made of', (secret) => {
    const cause = Object.assign(new Error(`body: {"client_secret":"${secret}"}`), {
      response: { data: { client_secret: secret } },
    });
    const error = new EmbeddedError('endpoint_failed', `It said ${secret}`, { cause });
    expect(everyForm(error)).not.toContain('Marked');
    expect(error.message).toContain('[redacted]');
  });

  it('keeps a cause that holds nothing as it is', () => {
    const cause = new TypeError('Failed to fetch');
    expect(new EmbeddedError('endpoint_unreachable', 'No way', { cause }).cause).toBe(cause);
  });

  it('names the library, its code and whether to try again', () => {
    const error = new EmbeddedError('script_blocked', 'Connect.js did not load.', { retryable: true });
    expect(error).toMatchObject({ name: 'EmbeddedError', code: 'script_blocked', retryable: true });
    expect(error.message).toMatch(/^\[stripe-embedded\] /);
  });
});

describe('a secret', () => {
  it('is taken once', () => {
    const secret = createSecret('accs_secret__Marked');
    expect(secret.take()).toBe('accs_secret__Marked');
    expect(() => secret.take()).toThrow(expect.objectContaining({ code: 'secret_reused' }));
  });

  it('shows nothing, however it is looked at', () => {
    const secret = createSecret('accs_secret__Marked');
    const forms = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret, { showHidden: true }),
      JSON.stringify({ ...secret }),
    ];
    expect(forms.join()).not.toContain('Marked');
    expect(forms[1]).toBe('{"secret":"[redacted]"}');
  });
});
