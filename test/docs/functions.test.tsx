import { screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { ConnectPayments, EmbeddedError } from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

/** A page with an endpoint function, as in docs/migrating.md, whose person is later signed out. */
function signedOutLater(refusal: Error) {
  const set = stage();
  let isOut = false;
  const endpoint = vi.fn(async (request: Parameters<typeof set.sandbox.endpoint>[0]) => {
    if (isOut) throw refusal;
    return set.sandbox.endpoint(request);
  });
  renderConnect(
    set,
    <StrictMode>
      <ConnectPayments />
    </StrictMode>,
    { endpoint },
  );
  return {
    endpoint,
    async expire() {
      await set.tick();
      endpoint.mockClear();
      isOut = true;
      set.sandbox.expire();
      await set.tick();
      for (let turn = 0; turn < 10; turn++) await set.tick(2_000);
    },
  };
}

it('a function that throws an unknown error is retried while the page stays ready', async () => {
  const { endpoint, expire } = signedOutLater(new Error('There is no session'));
  await expire();
  expect(stateOf('payments')).toBe('ready');
  expect(endpoint.mock.calls.length).toBeGreaterThan(1);
});

it.each([
  ['a status', Object.assign(new Error('Request failed with status code 401'), { status: 401 })],
  [
    'the `context` of Supabase’s `functions.invoke`',
    Object.assign(new Error('Edge Function returned a non-2xx status code'), {
      context: new Response('{}', { status: 401 }),
    }),
  ],
  [
    'the `data` of tRPC',
    Object.assign(new Error('UNAUTHORIZED'), { data: { code: 'UNAUTHORIZED', httpStatus: 401 } }),
  ],
  ['an EmbeddedError', new EmbeddedError('endpoint_unauthorized', 'Nobody is signed in.')],
])('a function that throws 401 shows the person that they are signed out: %s', async (_, refusal) => {
  const { expire } = signedOutLater(refusal);
  await expire();
  expect(stateOf('payments')).toBe('error');
  expect(screen.getByRole('alert')).toHaveTextContent('You are signed out');
});
