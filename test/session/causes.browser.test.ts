import { EmbeddedError } from 'stripe-embedded';
import { expect, it } from 'vitest';

const causeOf = (cause: unknown) => new EmbeddedError('endpoint_failed', 'No', { cause }).cause;

it('an error keeps a cause without secrets unchanged, including its own properties', () => {
  const cause = Object.assign(new Error('no'), { type: 'api_error', status: 503 });
  expect(causeOf(cause)).toBe(cause);
});

it.each<[string, (cause: Error) => void]>([
  ['its message', (cause) => (cause.message = 'sk_live_Marked1')],
  ['its stack', (cause) => (cause.stack = 'Error: sk_live_Marked1')],
  ['a getter', (cause) => Object.defineProperty(cause, 'body', { get: () => 'sk_live_Marked1' })],
  [
    'a getter in place of its stack',
    (cause) => Object.defineProperty(cause, 'stack', { get: () => 'sk_live_Marked1' }),
  ],
])('an error keeps nothing of a cause with a secret in %s', (_, mark) => {
  const cause = new Error('no');
  mark(cause);
  const kept = causeOf(cause) as Error & { body?: string };
  expect([kept.message, kept.stack, kept.body].join()).not.toContain('Marked1');
});
