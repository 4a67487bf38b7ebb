import { act, fireEvent, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import {
  LinkAccountsButton,
  useFinancialConnections,
  type SessionEndpoint,
  type SessionRequest,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { BankAccountsWidget } from 'stripe-embedded/widgets';
import { describe, expect, it } from 'vitest';
import { bankPage, modals, renderLinking } from '../support/bankStage.js';
import { byCookie, overHttp, TWO } from '../support/endpoints.js';
import { stage, type Stage } from '../support/stage.js';

/** The sandbox's endpoint, and the accounts of its requests. */
function recording({ sandbox }: Stage) {
  const asked: Array<string | undefined> = [];
  const endpoint = (request: SessionRequest) => {
    asked.push(request.account);
    return sandbox.endpoint(request);
  };
  return { asked, endpoint };
}

describe('linking', () => {
  it('in a child’s effect, prefetched with the account switch, is for the new account', async () => {
    const set = stage(TWO);
    const { asked, endpoint } = recording(set);
    function Child({ prefetch }: { prefetch: () => Promise<void> }) {
      useEffect(() => void prefetch(), [prefetch]);
      return null;
    }
    function Page() {
      const { prefetchSession } = useFinancialConnections();
      return <Child prefetch={prefetchSession} />;
    }
    const view = render(bankPage(set, <Page />, { endpoint, account: 'acct_A' }));
    await set.tick();
    view.rerender(bankPage(set, <Page />, { endpoint, account: 'acct_B' }));
    await set.tick();
    expect(asked).toEqual(['acct_A', 'acct_B']);
  });

  it.each<[string, (set: Stage) => SessionEndpoint]>([
    ['an address', () => '/api/b'],
    ['a function', (set) => (request) => set.sandbox.endpoint({ ...request, account: 'acct_B' })],
  ])('by another endpoint receives nothing of the flow that is open: %s', async (_, endpointOf) => {
    const set = stage(TWO);
    const links: Record<string, UseFinancialConnectionsResult> = {};
    function Page({ name }: { name: string }) {
      const link = useFinancialConnections();
      useEffect(() => void (links[name] = link));
      return null;
    }
    const endpoint = (request: SessionRequest) => set.sandbox.endpoint({ ...request, account: 'acct_A' });
    render(
      <>
        {bankPage(set, <Page name="A" />, { endpoint })}
        {bankPage(set, <Page name="B" />, { endpoint: endpointOf(set) })}
      </>,
    );
    const got: Record<string, unknown> = {};
    for (const [name, { collectAccounts }] of Object.entries(links)) {
      act(() => void collectAccounts().then(({ type }) => (got[name] = type)));
      await set.tick();
    }
    expect(modals()).toHaveLength(1);
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(got).toEqual({ A: 'linked', B: 'failed' });
  });

  it('prefetches nothing for an account that is gone', async () => {
    const set = stage(TWO);
    const { asked, endpoint } = recording(set);
    const { seen, rerender } = renderLinking(set, {}, { endpoint, account: 'acct_A' });
    const { prefetchSession } = seen.link;
    rerender({ account: 'acct_B' });
    await set.tick();
    await act(() => prefetchSession());
    expect(asked).toEqual([]);
  });

  it('works with the next click after one session of the wrong mode', async () => {
    const set = stage();
    let livemode = true;
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      livemode,
    });
    const { start, seen } = renderLinking(set, {}, { endpoint });
    const first = await start('collectAccounts');
    expect(first.answer).toMatchObject({ type: 'failed', error: { code: 'key_mode_mismatch' } });
    livemode = false;
    await start('collectAccounts');
    expect(seen.link.status).toBe('open');
    await act(async () => set.sandbox.financialConnections.cancel());
  });

  it('for a payment is not stopped by a session of the wrong mode, because it has a secret of its own', async () => {
    const set = stage();
    const endpoint = async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      livemode: true,
    });
    const { start, seen } = renderLinking(set, {}, { endpoint });
    await start('collectAccounts');
    await start('collectBankAccountForPayment');
    expect(seen.link.status).toBe('open');
    await act(async () => set.sandbox.financialConnections.cancel());
  });

  it('for another account does not receive the result of the current flow', async () => {
    const set = stage(TWO);
    const first = renderLinking(set, {}, { account: 'acct_A' });
    const second = renderLinking(set, {}, { account: 'acct_B' });
    const one = await first.start('collectAccounts');
    const two = await second.start('collectAccounts');
    expect(modals()).toHaveLength(1);
    expect(two.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(one.answer!.type).toBe('linked');
    expect(second.onLinked).not.toHaveBeenCalled();
  });

  it('to another intent does not receive the result of the open flow', async () => {
    const set = stage();
    const { start } = renderLinking(set);
    const [first, again, other] = [
      await start('collectBankAccountForPayment', { clientSecret: 'pi_A_secret_1' }),
      await start('collectBankAccountForPayment', { clientSecret: 'pi_A_secret_1' }),
      await start('collectBankAccountForPayment', { clientSecret: 'pi_B_secret_1' }),
    ];
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(first.answer).toMatchObject({ type: 'needs_confirmation', intent: { id: 'pi_A' } });
    expect(again.answer).toBe(first.answer);
    expect(other.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
  });

  it('to an intent whose secret comes from a function with the same source receives that result', async () => {
    const set = stage();
    const { start } = renderLinking(set);
    const pay = (clientSecret: () => string) => start('collectBankAccountForPayment', { clientSecret });
    const inline = (id: string) => () => `pi_${id}_secret_1`;
    const [first, again, other] = [
      await pay(inline('A')),
      await pay(inline('A')),
      await pay(() => 'pi_B_secret_1'),
    ];
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(first.answer).toMatchObject({ type: 'needs_confirmation', intent: { id: 'pi_A' } });
    expect(again.answer).toBe(first.answer);
    expect(other.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
  });

  it('started by a component that has unmounted opens nothing and calls no handler', async () => {
    const set = stage();
    const { seen, unmount, onLinked } = renderLinking(set);
    await set.tick();
    const { collectAccounts } = seen.link;
    unmount();
    await set.tick();
    void collectAccounts();
    await set.tick();
    const opened = modals().length;
    if (opened) await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect.soft(opened).toBe(0);
    expect.soft(onLinked).not.toHaveBeenCalled();
  });
});

it('the widget lists the banks of the account that the server names', async () => {
  const set = stage(TWO);
  const { signedIn, endpoint: ask } = byCookie(set);
  const endpoint = async (request: SessionRequest) => ({ ...(await ask(request)), ...signedIn });
  const told: Array<string | undefined> = [];
  render(
    bankPage(set, <BankAccountsWidget onLinked={({ account }) => told.push(account)} />, {
      endpoint: { url: '/api/session', fetch: overHttp(endpoint) },
    }),
  );
  for (const [account, listed] of [
    ['acct_A', 1],
    ['acct_A', 2],
    ['acct_B', 1],
  ] as const) {
    signedIn.account = account;
    fireEvent.click(screen.getByRole('button'));
    await set.tick();
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(screen.getAllByRole('listitem')).toHaveLength(listed);
  }
  expect(told).toEqual(['acct_A', 'acct_A', 'acct_B']);
});

describe('the account holder in `params`', () => {
  const holder = (customer: string) => ({ accountHolder: { type: 'customer' as const, customer } });

  /** An agent's backend: it links for any customer that the page names. */
  const ofAnyCustomer =
    ({ sandbox }: Stage) =>
    (request: SessionRequest) =>
      sandbox.endpoint({ ...request, params: {} });

  const link = async (set: Stage) => {
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
  };

  it('is the one whose handler is told what was linked, and not the next one’s', async () => {
    const set = stage();
    const told: string[] = [];
    const page = (customer: string) =>
      bankPage(set, <LinkAccountsButton params={holder(customer)} onLinked={() => told.push(customer)} />, {
        endpoint: ofAnyCustomer(set),
      });
    const view = render(page('cus_A'));
    fireEvent.click(screen.getByRole('button'));
    await set.tick();
    expect(modals()).toHaveLength(1);
    view.rerender(page('cus_B'));
    await set.tick();
    await link(set);
    expect(told).toEqual([]);
  });

  it('is the one whose result is shown', async () => {
    const set = stage();
    const seen = {} as { link: UseFinancialConnectionsResult };
    function Page({ customer }: { customer: string }) {
      const now = useFinancialConnections({ params: holder(customer) });
      useEffect(() => void (seen.link = now));
      return null;
    }
    const page = (customer: string) =>
      bankPage(set, <Page customer={customer} />, { endpoint: ofAnyCustomer(set) });
    const view = render(page('cus_A'));
    act(() => void seen.link.collectAccounts());
    await set.tick();
    await link(set);
    expect(seen.link.result?.type).toBe('linked');
    view.rerender(page('cus_B'));
    await set.tick();
    expect(seen.link.result).toBeUndefined();
  });

  it('of one call does not receive what is linked for another', async () => {
    const set = stage();
    const { start } = renderLinking(set, {}, { endpoint: ofAnyCustomer(set) });
    const first = await start('collectAccounts', holder('cus_A'));
    const same = await start('collectAccounts', holder('cus_A'));
    const second = await start('collectAccounts', holder('cus_B'));
    await link(set);
    expect(second.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
    expect(same.answer).toBe(first.answer);
  });

  it.each<[string, boolean, string]>([
    ['is being prepared', true, 'preparing'],
    ['is open', false, 'open'],
  ])('of one call is refused by a hook whose flow %s, and the flow continues', async (_, isSlow, status) => {
    const set = stage();
    const ask = ofAnyCustomer(set);
    const waiting: Array<() => void> = [];
    const endpoint = async (request: SessionRequest) => {
      if (isSlow) await new Promise<void>((answer) => waiting.push(answer));
      return ask(request);
    };
    const { start, seen, onError } = renderLinking(set, {}, { endpoint });
    const first = await start('collectAccounts', holder('cus_A'));
    const second = await start('collectAccounts', holder('cus_B'));
    expect(second.answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(seen.link).toMatchObject({ status, result: undefined, error: undefined });
    // A button that is hovered prefetches nothing in its place.
    await act(async () => void seen.link.prefetchSession());
    for (const answer of waiting) answer();
    await set.tick();
    await link(set);
    expect(first.answer).toMatchObject({ type: 'linked' });
    expect(set.log('mint')).toHaveLength(1);
  });

  it('is the one whose accounts the widget lists', async () => {
    const set = stage();
    const page = (customer: string) =>
      bankPage(set, <BankAccountsWidget params={holder(customer)} />, { endpoint: ofAnyCustomer(set) });
    const view = render(page('cus_A'));
    fireEvent.click(screen.getByRole('button'));
    await set.tick();
    await link(set);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    view.rerender(page('cus_B'));
    expect(screen.queryByRole('listitem')).toBeNull();
  });
});
