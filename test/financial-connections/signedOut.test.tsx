import { act, fireEvent, render, screen } from '@testing-library/react';
import { Activity } from 'react';
import {
  ConnectPayments,
  ConnectProvider,
  FinancialConnectionsProvider,
  useAccountSession,
  useFinancialConnections,
  useLogout,
  type SessionEndpoint,
  type UseAccountSessionResult,
  type UseFinancialConnectionsOptions,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { BankAccountsWidget } from 'stripe-embedded/widgets';
import { describe, expect, it, vi } from 'vitest';
import { modals } from '../support/bankStage.js';
import { byCookie, overHttp, TWO } from '../support/endpoints.js';
import { KEY, stage, type Stage } from '../support/stage.js';

/** A page on which Anna is signed in, with bank accounts beside Connect. The two may share an endpoint. */
async function open(
  kind: 'an address' | 'a function each' | 'an address each' = 'an address',
  options?: UseFinancialConnectionsOptions,
) {
  const set = stage(TWO);
  const { signedIn, endpoint: ask } = byCookie(set);
  const newEndpoint = (url: string): SessionEndpoint =>
    kind === 'a function each' ? (request) => ask(request) : { url, fetch: overHttp(ask) };
  const shared = { publishableKey: KEY, clock: set.sandbox.clock };
  const ofConnect = newEndpoint('/api/session');
  const ofBanks = newEndpoint(kind === 'an address each' ? '/api/banks' : '/api/session');
  const onError = vi.fn();
  const onLinked = vi.fn();
  const seen = {} as {
    link: UseFinancialConnectionsResult;
    session: UseAccountSessionResult;
    logout: () => Promise<void>;
  };
  function Account() {
    seen.logout = useLogout();
    seen.session = useAccountSession({ endpoint: ofBanks, clock: set.sandbox.clock });
    return <ConnectPayments />;
  }
  function Bank() {
    seen.link = useFinancialConnections({ prefetch: 'mount', onError, onLinked, ...options });
    return null;
  }
  const page = (account?: string) => (
    <ConnectProvider {...shared} endpoint={ofConnect} account={account}>
      <Account />
      <FinancialConnectionsProvider {...shared} endpoint={ofBanks}>
        <Bank />
        <BankAccountsWidget />
      </FinancialConnectionsProvider>
    </ConnectProvider>
  );
  const view = render(page('acct_A'));
  await set.tick();
  return {
    ...set,
    seen,
    onError,
    onLinked,
    banksOf: () =>
      set.sandbox.log.flatMap((entry) =>
        entry.type === 'mint' && entry.flow === 'financial_connections' ? [entry.account] : [],
      ),
    async nextPerson(signOut: () => unknown = seen.logout) {
      await act(async () => void (await signOut()));
      await set.tick();
      signedIn.account = 'acct_B';
    },
    loseAccount: () => view.rerender(page()),
    async collect() {
      act(() => void seen.link.collectAccounts());
      await set.tick();
    },
    async link() {
      await act(async () => set.sandbox.financialConnections.link());
      await set.tick();
    },
  };
}

describe('after a sign-out', () => {
  it.each(['an address', 'a function each'] as const)(
    'the next user’s click opens a session of theirs, if the endpoint is %s',
    async (kind) => {
      const { banksOf, nextPerson, collect, link, onLinked } = await open(kind);
      expect(banksOf()).toEqual(['acct_A']);
      await nextPerson();
      // The user stays signed in until the server has handled the sign-out.
      expect(banksOf()).toEqual(['acct_A']);
      await collect();
      expect(banksOf()).toEqual(['acct_A', 'acct_B']);
      await link();
      expect(onLinked).toHaveBeenCalledTimes(1);
    },
  );

  it('the next user’s click opens a session of theirs if only the account went away', async () => {
    const { banksOf, nextPerson, loseAccount, collect, link } = await open();
    await nextPerson(loseAccount);
    await collect();
    expect(banksOf()).toEqual(['acct_A', 'acct_B']);
    await link();
  });

  it('a session prefetched from another endpoint is used', async () => {
    const { banksOf, nextPerson, collect, link } = await open('an address each');
    await nextPerson();
    await collect();
    expect(banksOf()).toEqual(['acct_A']);
    await link();
  });

  it('the accounts and the result of the previous user are gone', async () => {
    const { seen, nextPerson, collect, link, tick } = await open();
    await collect();
    await link();
    expect(seen.link.result?.type).toBe('linked');
    fireEvent.click(screen.getByRole('button', { name: /link/i }));
    await tick();
    await link();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await nextPerson();
    expect(seen.link.result).toBeUndefined();
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
  });

  it('a window that is still open reports nothing to the next user', async () => {
    const { seen, nextPerson, collect, link, onLinked, onError, banksOf } = await open();
    await collect();
    expect(seen.link.status).toBe('open');
    await nextPerson();
    expect(seen.link.status).toBe('idle');
    await link();
    expect(onLinked).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
    await collect();
    expect(modals()).toHaveLength(1);
    expect(banksOf()).toEqual(['acct_A', 'acct_B']);
    await link();
    expect(onLinked).toHaveBeenCalledTimes(1);
  });

  it('what is linked in a window that was still open is not verified', async () => {
    const { seen, nextPerson, collect, link, banksOf } = await open('an address', { verify: true });
    await collect();
    await nextPerson();
    await link();
    expect(seen.link.status).toBe('idle');
    expect(banksOf()).toEqual(['acct_A']);
  });

  it('a flow that replaces an aborted one opens the only window', async () => {
    const { seen, collect, link, tick } = await open();
    await collect();
    await link();
    act(() => void seen.link.collectAccounts());
    expect(seen.link.status).toBe('preparing');
    act(() => {
      void seen.logout();
      void seen.link.collectAccounts();
    });
    await tick();
    expect(seen.link.status).toBe('open');
    fireEvent.click(screen.getByRole('button', { name: /link/i }));
    await tick();
    expect(modals()).toHaveLength(1);
    await link();
  });

  it('a page that calls Stripe itself receives a session of the next user', async () => {
    const { seen, nextPerson, log } = await open();
    await act(() => seen.session.refresh());
    expect(seen.session.status).toBe('ready');
    await nextPerson();
    expect(seen.session).toMatchObject({ status: 'idle', session: undefined });
    await act(async () => void (await seen.session.fetchClientSecret()));
    expect(log('mint').at(-1)).toMatchObject({ flow: 'connect', account: 'acct_B' });
  });
});

// React 18 has no Activity.
describe.skipIf(!Activity)('a component hidden during a sign-out', () => {
  it('shows the next user nothing of what was linked', async () => {
    const set = stage();
    const provider = { publishableKey: KEY, endpoint: set.sandbox.endpoint, clock: set.sandbox.clock };
    const seen = {} as { link: UseFinancialConnectionsResult; logout: () => Promise<void> };
    const SignOut = () => void (seen.logout = useLogout());
    const Bank = () => void (seen.link = useFinancialConnections());
    const page = (mode: 'visible' | 'hidden') => (
      <ConnectProvider {...provider}>
        <SignOut />
        <Activity mode={mode}>
          <FinancialConnectionsProvider {...provider}>
            <Bank />
            <BankAccountsWidget />
          </FinancialConnectionsProvider>
        </Activity>
      </ConnectProvider>
    );
    const link = async (begin: () => unknown) => {
      act(() => void begin());
      await set.tick();
      await act(async () => set.sandbox.financialConnections.link());
      await set.tick();
    };
    const view = render(page('visible'));
    await link(() => fireEvent.click(screen.getByRole('button')));
    await link(() => seen.link.collectAccounts());
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(seen.link.result?.type).toBe('linked');
    view.rerender(page('hidden'));
    await act(() => seen.logout());
    view.rerender(page('visible'));
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
    expect(seen.link.result).toBeUndefined();
    await link(() => seen.link.collectAccounts());
    expect(seen.link.result?.type).toBe('linked');
  });
});

describe('a Connect account that goes away', () => {
  const page = (set: Stage, mode: 'visible' | 'hidden', account?: string, onLinked?: () => void) => {
    const provider = { publishableKey: KEY, endpoint: set.sandbox.endpoint, clock: set.sandbox.clock };
    const connect = (
      <ConnectProvider {...provider} account={account}>
        <ConnectPayments />
      </ConnectProvider>
    );
    return (
      <FinancialConnectionsProvider {...provider}>
        <BankAccountsWidget onLinked={onLinked} />
        {Activity ? <Activity mode={mode}>{connect}</Activity> : connect}
      </FinancialConnectionsProvider>
    );
  };

  it('for a moment does not end a flow that is open in Stripe’s window', async () => {
    const set = stage();
    const onLinked = vi.fn();
    const view = render(page(set, 'visible', 'acct_sandbox', onLinked));
    await set.tick();
    fireEvent.click(screen.getByRole('button', { name: /link/i }));
    await set.tick();
    view.rerender(page(set, 'visible', undefined, onLinked));
    view.rerender(page(set, 'visible', 'acct_sandbox', onLinked));
    await set.tick();
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(onLinked).toHaveBeenCalledTimes(1);
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)(
    'while its route is hidden removes nothing from another component when it is shown',
    async () => {
      const set = stage();
      const view = render(page(set, 'visible', 'acct_sandbox'));
      await set.tick();
      view.rerender(page(set, 'hidden', 'acct_sandbox'));
      await set.tick();
      view.rerender(page(set, 'hidden'));
      await set.tick();
      fireEvent.click(screen.getByRole('button', { name: /link/i }));
      await set.tick();
      await act(async () => set.sandbox.financialConnections.link());
      await set.tick();
      expect(screen.getAllByRole('listitem')).toHaveLength(1);
      view.rerender(page(set, 'visible'));
      await set.tick();
      expect(screen.getAllByRole('listitem')).toHaveLength(1);
    },
  );
});
