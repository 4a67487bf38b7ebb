import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { InstallOptions, Sandbox, ScriptFault } from 'stripe-embedded/sandbox';

const KEY = 'pk_test_sandbox';
const MODES: Array<NonNullable<InstallOptions['scripts']>> = ['loaded', 'on-request'];

const globals = window as { Stripe?: unknown; StripeConnect?: { init?: unknown } };

/** Stripe's loaders remember the result for their script. Each test gets a page that has not requested one. */
beforeEach(() => {
  vi.resetModules();
  document.head.replaceChildren();
  document.body.replaceChildren();
  delete globals.Stripe;
  delete globals.StripeConnect;
});

/** The library, and a sandbox that is not installed yet. */
async function freshPage() {
  const { ConnectProvider, ConnectPayments, FinancialConnectionsProvider, LinkAccountsButton } =
    await import('stripe-embedded');
  const { createManualClock, createSandbox } = await import('stripe-embedded/sandbox');
  return {
    createManualClock,
    createSandbox,
    showPayments: ({ endpoint }: Pick<Sandbox, 'endpoint'>) =>
      render(
        <ConnectProvider publishableKey={KEY} endpoint={endpoint}>
          <ConnectPayments />
        </ConnectProvider>,
      ),
    async clickButton({ endpoint }: Pick<Sandbox, 'endpoint'>) {
      render(
        <FinancialConnectionsProvider publishableKey={KEY} endpoint={endpoint}>
          <LinkAccountsButton />
        </FinancialConnectionsProvider>,
      );
      await userEvent.click(screen.getByRole('button'));
    },
  };
}

const stateOfPayments = () =>
  document.querySelector<HTMLElement>('[data-stripe-embedded="payments"]')?.dataset['state'];
const modals = () => document.querySelectorAll('[data-stripe-sandbox="bank-linking"]');
const tagOf = async (origin: string) => {
  const find = () => document.querySelector<HTMLScriptElement>(`script[src^="${origin}"]`);
  await waitFor(() => expect(find()).not.toBeNull());
  return find()!;
};
const CONNECT = 'https://connect-js.stripe.com/';
const STRIPE = 'https://js.stripe.com/';

async function endFlow({ financialConnections }: Sandbox) {
  await waitFor(() => expect(financialConnections.isOpen).toBe(true));
  financialConnections.cancel();
  await screen.findByText('No account was linked.');
}

describe.each(MODES)('a sandbox installed (%s) after the page has requested Stripe’s scripts', (scripts) => {
  it('completes a component that waits for Connect.js', async () => {
    const { createSandbox, showPayments } = await freshPage();
    const sandbox = createSandbox();
    showPayments(sandbox);
    await tagOf(CONNECT);
    onTestFinished(sandbox.install(window, { scripts }));
    await waitFor(() => expect(stateOfPayments()).toBe('ready'));
  });

  it('loads a component of a later test', async () => {
    const { createSandbox, showPayments } = await freshPage();
    showPayments({ endpoint: () => new Promise(() => {}) });
    await tagOf(CONNECT);
    cleanup();
    const sandbox = createSandbox();
    onTestFinished(sandbox.install(window, { scripts }));
    showPayments(sandbox);
    await waitFor(() => expect(stateOfPayments()).toBe('ready'));
  });

  it('opens the modal for a button that waits for Stripe.js', async () => {
    const { createSandbox, clickButton } = await freshPage();
    const sandbox = createSandbox();
    await clickButton(sandbox);
    await tagOf(STRIPE);
    onTestFinished(sandbox.install(window, { scripts }));
    await endFlow(sandbox);
  });

  it('fires load on a script tag once, and never on other scripts’ tags', async () => {
    const { createSandbox } = await freshPage();
    const onload = vi.fn();
    const other = vi.fn();
    const put = (src: string, listener: () => void) =>
      document.head.append(Object.assign(document.createElement('script'), { src, onload: listener }));
    put(`${STRIPE}v3/`, onload);
    put('https://example.com/v3/', other);
    for (let time = 0; time < 2; time++) {
      onTestFinished(createSandbox().install(window, { scripts }));
      await waitFor(() => expect(onload).toHaveBeenCalled());
    }
    expect(onload).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });
});

describe('an uninstalled sandbox', () => {
  it('leaves nothing behind if its script has not arrived, and leaves the tag to the next sandbox', async () => {
    const { createManualClock, createSandbox, showPayments } = await freshPage();
    const slow = createSandbox({ clock: createManualClock(), latency: { script: 300 } });
    const takeOut = slow.install(window, { scripts: 'on-request' });
    showPayments(slow);
    await tagOf(CONNECT);
    await waitFor(() => expect(slow.log).toMatchObject([{ type: 'mint' }]));
    takeOut();
    slow.advance(300);
    await Promise.resolve();
    expect(globals.StripeConnect).toBeUndefined();
    cleanup();

    const next = createSandbox();
    onTestFinished(next.install(window));
    showPayments(next);
    await waitFor(() => expect(stateOfPayments()).toBe('ready'));
  });

  it('leaves the scripts of a sandbox installed after it in place', async () => {
    const { createSandbox } = await freshPage();
    const takeOut = createSandbox().install(window);
    const takeOutNewer = createSandbox().install(window);
    takeOut();
    expect(globals.Stripe).toBeTypeOf('function');
    expect(globals.StripeConnect!.init).toBeTypeOf('function');
    takeOutNewer();
    expect(globals.Stripe).toBeUndefined();
    expect(globals.StripeConnect).toBeUndefined();
  });
});

describe.each([true, false])('on-request scripts after an earlier sandbox, uninstalled: %s', (isTakenOut) => {
  async function nextAfter(show: 'showPayments' | 'clickButton') {
    const page = await freshPage();
    const first = page.createSandbox();
    const takeOutFirst = first.install(window);
    await page[show](first);
    if (show === 'showPayments') await waitFor(() => expect(stateOfPayments()).toBe('ready'));
    else await endFlow(first);
    cleanup();
    if (isTakenOut) takeOutFirst();
    const next = page.createSandbox();
    const takeOut = next.install(window, { scripts: 'on-request' });
    onTestFinished(takeOut);
    return { ...page, next, takeOut, takeOutFirst };
  }

  it('load a component', async () => {
    const { next, showPayments } = await nextAfter('showPayments');
    showPayments(next);
    await waitFor(() => expect(stateOfPayments()).toBe('ready'));
    expect(next.log.filter(({ type }) => type === 'claim')).toHaveLength(1);
  });

  it.each<[ScriptFault]>([['blocked'], ['garbage'], ['clobbered']])(
    'fail as %s once, then load',
    async (script) => {
      const { next, showPayments } = await nextAfter('showPayments');
      next.fail({ script });
      showPayments(next);
      await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
      await waitFor(() => expect(stateOfPayments()).toBe('ready'));
    },
  );

  it('link a bank account', async () => {
    const { next, clickButton } = await nextAfter('clickButton');
    await clickButton(next);
    await endFlow(next);
  });

  it.each<[ScriptFault]>([['blocked'], ['garbage']])(
    'fail as %s once for a flow, then load',
    async (script) => {
      const { next, clickButton } = await nextAfter('clickButton');
      next.fail({ script });
      await clickButton(next);
      await screen.findByRole('alert');
      await userEvent.click(screen.getByRole('button'));
      await endFlow(next);
    },
  );

  it('make a flow fail at once if it starts after both sandboxes are uninstalled', async () => {
    const { next, clickButton, takeOut, takeOutFirst } = await nextAfter('clickButton');
    takeOut();
    takeOutFirst();
    await clickButton(next);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});

describe('a sandbox left installed with its modal open', () => {
  async function leaveOpen() {
    const page = await freshPage();
    const left = page.createSandbox();
    const takeOut = left.install(window);
    await page.clickButton(left);
    await waitFor(() => expect(left.financialConnections.isOpen).toBe(true));
    return { ...page, left, takeOut };
  }

  it('is closed by the next sandbox, whose flows work', async () => {
    const { createSandbox, clickButton, left } = await leaveOpen();
    cleanup();
    const next = createSandbox();
    onTestFinished(next.install(window));
    expect(modals()).toHaveLength(0);
    expect(left.financialConnections.isOpen).toBe(false);
    await clickButton(next);
    await endFlow(next);
    expect(left.log.at(-1)).toMatchObject({ type: 'collect', outcome: 'failed' });
  });

  it('is closed by a sandbox whose scripts load on request', async () => {
    const { createSandbox, left } = await leaveOpen();
    onTestFinished(createSandbox().install(window, { scripts: 'on-request' }));
    expect(modals()).toHaveLength(0);
    expect(left.financialConnections.isOpen).toBe(false);
  });

  it('works again when it is reinstalled', async () => {
    const { clickButton, left } = await leaveOpen();
    cleanup();
    onTestFinished(left.install(window, { scripts: 'on-request' }));
    await clickButton(left);
    await endFlow(left);
  });

  it('fails a flow at once if it starts after uninstalling', async () => {
    const { clickButton, left, takeOut } = await leaveOpen();
    await endFlow(left);
    cleanup();
    takeOut();
    await clickButton(left);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(modals()).toHaveLength(0);
  });

  it('reports an error to a page that is still waiting', async () => {
    const { createSandbox } = await leaveOpen();
    onTestFinished(createSandbox().install(window));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });

  it('is closed even while its API hangs', async () => {
    const { createSandbox, clickButton, left } = await leaveOpen();
    left.fail({ api: 'hanging' });
    left.financialConnections.link();
    await waitFor(() => expect(modals()).toHaveLength(0));
    cleanup();
    const next = createSandbox();
    onTestFinished(next.install(window));
    await clickButton(next);
    await endFlow(next);
  });

  it('restores focus only once', async () => {
    const { createSandbox, left, takeOut } = await leaveOpen();
    await endFlow(left);
    expect(screen.getByRole('button')).toHaveFocus();
    const elsewhere = document.body.appendChild(document.createElement('button'));
    elsewhere.focus();
    onTestFinished(createSandbox().install(window));
    takeOut();
    expect(elsewhere).toHaveFocus();
  });
});

it('an on-request sandbox for a single test leaves an earlier sandbox working', async () => {
  vi.resetModules();
  const { ConnectPayments, ConnectProvider } = await import('stripe-embedded');
  const { createSandbox } = await import('stripe-embedded/sandbox');
  const outer = createSandbox();
  onTestFinished(outer.install(window));
  createSandbox().install(window, { scripts: 'on-request' })();
  render(
    <ConnectProvider publishableKey="pk_test_sandbox" endpoint={outer.endpoint}>
      <ConnectPayments />
    </ConnectProvider>,
  );
  await waitFor(() => expect(document.querySelector('[data-state="ready"]')).not.toBeNull());
});
