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

  it('that arrives after a logout is logged out at once', async () => {
    const page = await open({ latency: { script: 5_000 } });
    page.show();
    await page.tick();
    expect(page.log('mint')).toHaveLength(1);
    await act(() => page.calls.logout());
    await page.until(() => false, 20_000);
    expect(page.log('claim')).toHaveLength(page.log('logout').length);
  });

  it('that was delayed by a sleeping laptop gives no secret to two instances', async () => {
    const page = await open();
    // The script is already here; what waits for it runs only on waking, after its time limit.
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
      // In a browser, markup such as `<a id="Stripe">` causes this; jsdom's globals don't follow the markup.
      'clobbered',
      () => (page.Stripe = document.createElement('a')),
      () => delete page.Stripe,
    ],
  ])('%s: the next click works, without a reload', async (_, spoil, mend) => {
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

/** Every script tag of Stripe's that was ever added to the page. */
function countTags(host: string) {
  const tags = new Set<Node>();
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node instanceof HTMLScriptElement && node.src.includes(host)) tags.add(node);
  });
  observer.observe(document, { childList: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  return tags;
}

const ready = () => document.querySelectorAll('[data-state="ready"]').length;
const failed = () => document.querySelectorAll('[data-state="error"]').length;

interface InitParams {
  fetchClientSecret: () => Promise<string>;
  metaOptions?: { eagerClientSecretPromise?: Promise<string> };
}
type Init = (params: InitParams) => unknown;

describe('one script tag', () => {
  it('is shared by two accounts side by side with a nonce', async () => {
    const { library, props, until } = await freshPage({
      accounts: [{ id: 'acct_A' }, { id: 'acct_B' }],
      latency: { script: 300 },
    });
    const { ConnectProvider, ConnectPayments } = library;
    const tags = countTags('connect-js.stripe.com');
    render(
      <>
        {['acct_A', 'acct_B'].map((account) => (
          <ConnectProvider key={account} {...props} account={account} nonce="abc">
            <ConnectPayments />
          </ConnectProvider>
        ))}
      </>,
    );
    expect(await until(() => ready() === 2)).toBe(true);
    expect(tags.size).toBe(1);
  });

  it('is added for two accounts whose script was blocked, once the network is back', async () => {
    const { library, props, sandbox, until, tick } = await freshPage({
      accounts: [{ id: 'acct_A' }, { id: 'acct_B' }],
      latency: { script: 300 },
    });
    const { ConnectProvider, ConnectPayments } = library;
    sandbox.fail({ script: 'blocked', only: 'connect' });
    render(
      <>
        {['acct_A', 'acct_B'].map((account) => (
          <ConnectProvider key={account} {...props} account={account}>
            <ConnectPayments />
          </ConnectProvider>
        ))}
      </>,
    );
    expect(await until(() => failed() === 2)).toBe(true);
    const tags = countTags('connect-js.stripe.com');
    act(() => void window.dispatchEvent(new Event('online')));
    await tick();
    expect(await until(() => ready() === 2)).toBe(true);
    expect(tags.size).toBe(1);
  });

  it('is added for two providers of bank accounts that start again after a script that hung', async () => {
    const { library, props, sandbox, until, tick } = await freshPage({ latency: { script: 300 } });
    const { FinancialConnectionsProvider, LinkAccountsButton } = library;
    sandbox.fail({ script: 'hanging', only: 'stripe' });
    render(
      <>
        {['acct_A', 'acct_B'].map((account) => (
          <FinancialConnectionsProvider key={account} {...props} stripeAccount={account}>
            <LinkAccountsButton />
          </FinancialConnectionsProvider>
        ))}
      </>,
    );
    const [a, b] = screen.getAllByRole('button');
    fireEvent.pointerEnter(a!);
    await tick(20_000);
    const tags = countTags('js.stripe.com');
    fireEvent.pointerEnter(a!);
    fireEvent.pointerEnter(b!);
    await tick();
    await until(() => false, 5_000);
    expect(tags.size).toBe(1);
  });
});

it('an attempt that timed out on a sleeping laptop gets no secret of the instance that replaced it', async () => {
  const { library, props, sandbox, until, log, tick } = await freshPage({ sessionTtl: 60 });
  const { ConnectProvider, ConnectPayments } = library;
  onTestFinished(sandbox.install(window));
  // Each instance that Connect.js starts, and every secret that it receives.
  const given: Array<[instance: number, secret: string]> = [];
  const connect = (window as unknown as { StripeConnect: { init: Init } }).StripeConnect;
  const { init } = connect;
  let count = 0;
  connect.init = (params) => {
    const instance = ++count;
    const seen = (secret: Promise<string>) => {
      void secret.then((value) => given.push([instance, value]));
      return secret;
    };
    if (params.metaOptions?.eagerClientSecretPromise) void seen(params.metaOptions.eagerClientSecretPromise);
    return init({ ...params, fetchClientSecret: () => seen(params.fetchClientSecret()) });
  };
  // The second loader is a chunk of the app, which takes its time.
  let chunk = () => {};
  const arrived = new Promise<void>((resolve) => (chunk = resolve));
  vi.doMock('@stripe/connect-js', async () => {
    await arrived;
    return vi.importActual('@stripe/connect-js');
  });
  onTestFinished(() => vi.doUnmock('@stripe/connect-js'));
  render(
    <ConnectProvider
      {...props}
      endpoint={{
        url: '/session',
        fetch: async () => {
          const { clientSecret, expiresAt } = await sandbox.endpoint({ flow: 'connect' });
          return Response.json({ client_secret: clientSecret, expires_at: expiresAt });
        },
      }}
    >
      <ConnectPayments />
    </ConnectProvider>,
  );
  await act(async () => {
    await Promise.resolve();
    sandbox.advance(8 * 3_600_000);
  });
  await tick(1_000);
  await tick(1_000);
  await vi.waitFor(() => expect(given).toHaveLength(1));
  chunk();
  expect(await until(() => stateOf('payments') === 'ready')).toBe(true);
  const before = log('mint').length;
  sandbox.expire();
  for (let turn = 0; turn < 5; turn++) await tick();
  const holders = new Map<string, Set<number>>();
  for (const [instance, secret] of given)
    holders.set(secret, (holders.get(secret) ?? new Set()).add(instance));
  expect.soft([...holders.values()].filter((instances) => instances.size > 1)).toEqual([]);
  expect
    .soft(log('claim').filter((entry) => 'code' in entry && entry.code === 'account_session_used'))
    .toEqual([]);
  expect.soft(log('mint').length - before).toBe(1);
});
