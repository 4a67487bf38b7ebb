import { render } from '@testing-library/react';
import { ConnectPayments, ConnectProvider, type EmbeddedError, type SessionEndpoint } from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { KEY, stage } from '../support/stage.js';

/** The first error message of a page with this endpoint. */
async function told(endpoint: SessionEndpoint) {
  const set = stage();
  const onError = vi.fn<(error: EmbeddedError) => void>();
  render(
    <ConnectProvider publishableKey={KEY} endpoint={endpoint} clock={set.sandbox.clock} onError={onError}>
      <ConnectPayments />
    </ConnectProvider>,
  );
  await set.tick();
  expect(onError).toHaveBeenCalledTimes(1);
  return onError.mock.calls[0]![0].message;
}

let count = 0;
const answering = (status: number, body = '{}') => ({
  url: `/where/${(count += 1)}`,
  retry: 1,
  fetch: async () => new Response(status === 204 ? null : body, { status }),
});

it.each<[number, RegExp]>([
  [400, /network panel/],
  [403, /CSRF token.*network panel/],
  [404, /Check its address, and that it accepts POST/],
  [405, /Check its address, and that it accepts POST/],
  [419, /Send the CSRF token/],
  [500, /Check the server's log/],
])('an endpoint that answers %i: the error tells the developer where to look', async (status, words) => {
  expect(await told(answering(status))).toMatch(words);
});

it.each([
  ['text', answering(200, 'accs_secret__1')],
  ['nothing', answering(204)],
])('an endpoint that answers with %s is not mistaken for a sign-in page', async (what, endpoint) => {
  const message = await told(endpoint);
  expect(message).toContain(`returned ${what} instead of JSON. Return the session as JSON`);
  expect(message).not.toContain('sign-in');
});

it('an endpoint function that returns the response itself: the error says to parse it', async () => {
  expect(await told((async () => new Response('{}')) as never)).toContain(
    'return the parsed JSON, not the `Response`',
  );
});

it.each([undefined, null, '', {}, Promise.resolve('accs_secret__1')])(
  'a missing endpoint is reported as missing: %j',
  async (endpoint) => {
    vi.stubGlobal('fetch', async () => new Response('Not found', { status: 404 }));
    expect(await told(endpoint as never)).toContain('Either `endpoint` or its `url` is missing');
    vi.unstubAllGlobals();
  },
);
