import { act, fireEvent, screen } from '@testing-library/react';
import { ConnectPayments, EmbeddedError } from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { renderConnect, retryButton, stage, stateOf } from '../support/stage.js';

describe('Retry', () => {
  it.each([500, 'offline'] as const)('after Stripe answered %s to the claim works', async (api) => {
    const set = stage({ latency: { api: 100 } });
    renderConnect(set, <ConnectPayments />);
    while (!set.log('mint').length) await set.tick(50);
    set.sandbox.fail({ api });
    for (let turn = 0; turn < 10; turn++) await set.tick(100);
    expect(stateOf('payments')).toBe('error');
    for (let press = 0; press < 3 && stateOf('payments') === 'error'; press++) {
      fireEvent.click(retryButton());
      for (let turn = 0; turn < 10; turn++) await set.tick(100);
    }
    expect(stateOf('payments')).toBe('ready');
  });

  it('that nobody pressed takes no focus', async () => {
    const set = stage();
    let fails = true;
    let again!: () => void;
    const inside = (
      <>
        <input aria-label="search" />
        <ConnectPayments
          errorFallback={({ retry }) => {
            again = retry;
            return 'Sorry';
          }}
        />
      </>
    );
    renderConnect(set, inside, {
      endpoint: async (request) => {
        if (fails) throw new EmbeddedError('endpoint_failed', 'no', { retryable: true });
        return set.sandbox.endpoint(request);
      },
    });
    await set.tick();
    screen.getByLabelText('search').focus();
    fails = false;
    act(() => again());
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(screen.getByLabelText('search')).toHaveFocus();
  });
});
