import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { ConnectPayments, ConnectProvider, useFinancialConnections } from 'stripe-embedded';
import { createManualClock, createSandbox, type Sandbox } from 'stripe-embedded/sandbox';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { overHttp } from '../support/endpoints.js';
import { stage, stateOf } from '../support/stage.js';

/* Consecutive tests as a user would write them: a sandbox for each, and no reset of the library between them. */

describe.each([true, false])(
  'a page with an endpoint URL, with each sandbox uninstalled: %s',
  (isTakenOut) => {
    let sandbox: Sandbox;
    const fetch = overHttp((request) => sandbox.endpoint(request));

    it.each(['first', 'second', 'third'])('requests its own session (%s)', async () => {
      sandbox = createSandbox();
      const takeOut = sandbox.install(window);
      vi.stubGlobal('fetch', fetch);
      onTestFinished(() => {
        cleanup();
        vi.unstubAllGlobals();
        if (isTakenOut) takeOut();
      });
      render(
        <ConnectProvider publishableKey="pk_test_1" endpoint="/api/stripe/session">
          <ConnectPayments />
        </ConnectProvider>,
      );
      await vi.waitFor(() => expect(stateOf('payments')).toBe('ready'));
      expect(sandbox.log.filter(({ type }) => type === 'mint')).toHaveLength(1);
    });
  },
);

it('a clock passed to the sandbox is the one that advances', async () => {
  const clock = createManualClock();
  const set = stage({ clock });
  const before = clock.now();
  set.sandbox.advance(1_000);
  expect(clock.now()).toBe(before + 1_000);
});

it('an invented intent can be linked', async () => {
  const set = stage();
  let answer: unknown;
  function Pay() {
    const { collectBankAccountForPayment } = useFinancialConnections();
    const options = {
      clientSecret: 'pi_123_secret_abc',
      params: {
        payment_method_type: 'us_bank_account' as const,
        payment_method_data: { billing_details: { name: 'Ada' } },
      },
    };
    const pay = () => void collectBankAccountForPayment(options).then((given) => (answer = given));
    return <button onClick={pay}>Pay</button>;
  }
  render(bankPage(set, <Pay />));
  fireEvent.click(screen.getByRole('button', { name: 'Pay' }));
  await set.tick();
  expect(set.sandbox.financialConnections.isOpen).toBe(true);
  await act(async () => set.sandbox.financialConnections.link());
  await set.tick();
  expect(answer).toMatchObject({ type: 'needs_confirmation' });
});

it.each([
  [{ script: true }, { script: 'blocked' }],
  [{ api: true }, { api: 500 }],
  [{ element: true }, { element: 'api_error' }],
])('fail(%j) causes the default failure', async (given, meant) => {
  const { fail, host, takeScriptFault } = createSandbox();
  fail(given as never);
  const failure = { type: 'api_error' };
  if ('script' in meant) expect(takeScriptFault('connect')).toBe('blocked');
  if ('element' in meant) expect(await host.takeElementFault('payments')).toMatchObject(failure);
  const claim = host
    .claim({ clientSecret: 'x', publishableKey: 'pk_test_1' })
    .catch((error: unknown) => error);
  if ('api' in meant) expect(await claim).toMatchObject(failure);
});
