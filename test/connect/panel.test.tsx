import { act, fireEvent, screen } from '@testing-library/react';
import { ConnectNotificationBanner, ConnectPayments, ConnectPayouts } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { panel, renderConnect, retryButton, stage } from '../support/stage.js';

describe('the element around Stripe’s', () => {
  it('is as wide as its place, has the page’s own attributes, and says that it waits', async () => {
    const set = stage();
    renderConnect(
      set,
      <ConnectPayments id="money" className="wide" data-part="money" style={{ minHeight: 40 }} />,
    );
    const element = panel('payments');
    expect(element).toHaveStyle({ width: '100%', minHeight: '40px' });
    expect(element).toHaveAttribute('id', 'money');
    expect(element).toHaveClass('wide');
    expect(element).toHaveAttribute('data-part', 'money');
    expect(element).toHaveAttribute('data-state', 'loading');
    expect(element).toHaveAttribute('aria-busy', 'true');
    await set.tick();
    expect(element).toHaveAttribute('data-state', 'ready');
    expect(element).toHaveAttribute('aria-busy', 'false');
    expect(JSON.stringify(set.log('setter'))).not.toContain('money');
  });

  it('hides Stripe’s element behind an error, and does not take it away', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    const stripes = document.querySelector<HTMLElement>('stripe-connect-payments')!;
    expect(stripes.parentElement).toBeVisible();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    expect(screen.getByRole('alert')).toBeVisible();
    expect(stripes.isConnected).toBe(true);
    expect(stripes.parentElement).not.toBeVisible();
  });

  it('has the focus after Retry, and takes it at no other time', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error', only: 'payments' });
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    expect(document.body).toHaveFocus();
    retryButton().focus();
    fireEvent.click(retryButton());
    await set.tick();
    expect(panel('payments')).toHaveFocus();
    expect(panel('payments')).toHaveAttribute('tabindex', '-1');
    (document.activeElement as HTMLElement).blur();
    set.sandbox.expire();
    await set.tick();
    expect(document.body).toHaveFocus();
  });

  it('gives up on what never draws after 20 s, unless the component or its provider says otherwise', async () => {
    const set = stage({ latency: { element: 600_000 } });
    const onError = vi.fn();
    renderConnect(
      set,
      [<ConnectPayments key="a" />, <ConnectPayouts key="b" loadTimeout={5_000} onError={onError} />],
      { loadTimeout: 10_000 },
    );
    await set.tick();
    await set.tick(4_999);
    expect(panel('payouts')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('payouts')).toHaveAttribute('data-state', 'error');
    expect(onError.mock.calls.map(([{ code, retryable }]) => [code, retryable])).toEqual([
      ['component_timeout', true],
    ]);
    await set.tick(4_999);
    expect(panel('payments')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('payments')).toHaveAttribute('data-state', 'error');
  });

  it('waits for 20 s where nobody says', async () => {
    const set = stage({ latency: { element: 600_000 } });
    renderConnect(set, <ConnectNotificationBanner />);
    await set.tick();
    await set.tick(19_999);
    expect(panel('notification-banner')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('notification-banner')).toHaveAttribute('data-state', 'error');
  });
});
