import { act, fireEvent, render, screen } from '@testing-library/react';
import type { Sandbox, SandboxOptions } from 'stripe-embedded/sandbox';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freshPage } from './freshPage.js';

const stateOf = (tag: string) =>
  document.querySelector<HTMLElement>(`[data-stripe-embedded="${tag}"]`)?.dataset['state'];

describe('Connect.js', () => {
  async function open(options?: SandboxOptions) {
    const page = await freshPage(options);
    const { ConnectProvider, ConnectPayments, useLogout } = page.library;
    const calls = { logout: undefined as unknown as () => Promise<void> };
    function Page() {
      calls.logout = useLogout();
      return <ConnectPayments />;
    }
    const show = () =>
      render(
        <ConnectProvider {...page.props}>
          <Page />
        </ConnectProvider>,
      );
    return { ...page, calls, show };
  }

  it('that arrives after a logout is logged out of at once', async () => {
    const page = await open({ latency: { script: 5_000 } });
    page.show();
    await page.tick();
    expect(page.log('mint')).toHaveLength(1);
    await act(() => page.calls.logout());
    await page.until(() => false, 20_000);
    expect(page.log('claim')).toHaveLength(page.log('logout').length);
  });

  it('that a sleeping laptop made wait gives no secret to two instances', async () => {
    const page = await open();
    // The script is here already; what waits for it runs only on waking, after its time limit.
    onTestFinished(page.sandbox.install(window));
    page.show();
    await act(async () => {
      await Promise.resolve();
      page.sandbox.advance(8 * 3_600_000);
    });
    expect(await page.until(() => stateOf('payments') === 'ready')).toBe(true);
    expect(
      page.log('claim').filter((entry) => 'code' in entry && entry.code === 'account_session_used'),
    ).toEqual([]);
  });

  it('whose second loader cannot be fetched is a typed error with a Retry', async () => {
    const page = await open();
    vi.doMock('@stripe/connect-js', () => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    onTestFinished(() => vi.doUnmock('@stripe/connect-js'));
    page.sandbox.fail({ script: 'blocked', only: 'connect' });
    page.show();
    await page.until(() => stateOf('payments') === 'error');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await page.until(() => page.codes().length === 2);
    expect(page.codes()).toEqual(['script_blocked', 'script_blocked']);
  });
});

describe('Stripe.js', () => {
  const page = window as { Stripe?: unknown };

  it.each<[string, (sandbox: Sandbox) => void, () => void]>([
    ['hanging', (sandbox) => sandbox.fail({ script: 'hanging', only: 'stripe' }), () => {}],
    [
      // In a browser, markup such as `<a id="Stripe">` does this; jsdom's globals do not follow the markup.
      'clobbered',
      () => (page.Stripe = document.createElement('a')),
      () => delete page.Stripe,
    ],
  ])('%s: the next click works, with no reload', async (_, spoil, mend) => {
    const { library, props, sandbox, until, tick } = await freshPage();
    const { FinancialConnectionsProvider, LinkAccountsButton } = library;
    spoil(sandbox);
    render(
      <FinancialConnectionsProvider {...props}>
        <LinkAccountsButton prefetch="none" />
      </FinancialConnectionsProvider>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(await until(() => screen.queryByRole('alert') !== null)).toBe(true);
    mend();
    fireEvent.click(screen.getByRole('button'));
    const opened = await until(() => sandbox.financialConnections.isOpen);
    if (opened) sandbox.financialConnections.cancel();
    await tick();
    expect(opened).toBe(true);
  });
});
