import { fireEvent, render, screen } from '@testing-library/react';
import type { SandboxOptions, ScriptFault } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';
import { READS } from './endpointFaults.js';
import { freshPage } from './freshPage.js';

const stateOf = (tag: string) =>
  document.querySelector<HTMLElement>(`[data-stripe-embedded="${tag}"]`)?.dataset['state'];

const FAULTS: ReadonlyArray<readonly [ScriptFault, string]> = [
  ['blocked', 'script_blocked'],
  ['garbage', 'script_blocked'],
  ['clobbered', 'script_blocked'],
  ['hanging', 'script_timeout'],
];

describe('Connect.js', () => {
  const show = async (options?: SandboxOptions) => {
    const page = await freshPage(options);
    const { ConnectProvider, ConnectPayments } = page.library;
    return {
      ...page,
      show: () =>
        render(
          <ConnectProvider {...page.props}>
            <ConnectPayments />
          </ConnectProvider>,
        ),
    };
  };

  it.each(FAULTS)('%s: "connection", %s, Retry, without a reload', async (script, code) => {
    const page = await show();
    page.sandbox.fail({ script, only: 'connect' });
    page.show();
    expect(await page.until(() => stateOf('payments') === 'error')).toBe(true);
    expect(screen.getByRole('alert')).toHaveTextContent(READS.connection);
    expect(page.codes()).toEqual([code]);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await page.until(() => stateOf('payments') === 'ready')).toBe(true);
    expect(page.codes()).toEqual([code]);
  });

  it('slow: the skeleton, then the component, and nothing reported', async () => {
    const page = await show({ latency: { script: 15_000 } });
    page.show();
    await page.tick();
    await page.tick(14_000);
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    expect(await page.until(() => stateOf('payments') === 'ready')).toBe(true);
    expect(page.log('mint')).toHaveLength(1);
    expect(page.codes()).toEqual([]);
  });
});

describe('Stripe.js', () => {
  const show = async (options?: SandboxOptions) => {
    const page = await freshPage(options);
    const { FinancialConnectionsProvider, LinkAccountsButton } = page.library;
    render(
      <FinancialConnectionsProvider {...page.props}>
        <LinkAccountsButton prefetch="none" />
      </FinancialConnectionsProvider>,
    );
    return { ...page, button: screen.getByRole('button') };
  };
  const isSaid = (text: string) => screen.queryByText(text) !== null;

  // A hanging and a clobbered script recover too: see `mendedScripts.test.tsx`.
  it.each(FAULTS)('%s: "connection", %s', async (script, code) => {
    const page = await show();
    // Stripe's own loader tries twice.
    page.sandbox.fail({ script, only: 'stripe', times: 2 });
    fireEvent.click(page.button);
    expect(await page.until(() => screen.queryByRole('alert') !== null)).toBe(true);
    expect(screen.getByRole('alert')).toHaveTextContent(READS.connection);
    expect(page.codes()).toEqual([code]);
  });

  it.each(['blocked', 'garbage'] as const)('%s: the next click works, without a reload', async (script) => {
    const page = await show();
    page.sandbox.fail({ script, only: 'stripe', times: 2 });
    fireEvent.click(page.button);
    expect(await page.until(() => screen.queryByRole('alert') !== null)).toBe(true);
    fireEvent.click(page.button);
    expect(await page.until(() => page.sandbox.financialConnections.isOpen)).toBe(true);
    page.sandbox.financialConnections.link();
    expect(await page.until(() => isSaid('Your bank account is linked.'))).toBe(true);
  });

  it('slow: the button waits and says so, then the window opens', async () => {
    const page = await show({ latency: { script: 15_000 } });
    fireEvent.click(page.button);
    await page.tick();
    await page.tick(14_000);
    expect(page.button).toHaveAttribute('aria-busy', 'true');
    expect(isSaid('Opening your bank…')).toBe(true);
    expect(await page.until(() => page.sandbox.financialConnections.isOpen)).toBe(true);
    page.sandbox.financialConnections.cancel();
    expect(await page.until(() => isSaid('No account was linked.'))).toBe(true);
    expect(page.codes()).toEqual([]);
  });
});
