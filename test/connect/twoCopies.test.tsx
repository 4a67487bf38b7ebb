import { act, render, screen } from '@testing-library/react';
import * as host from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { byCookie, overHttp, TWO } from '../support/endpoints.js';
import { KEY, shownBy, stage } from '../support/stage.js';

/** Two micro-frontends, each with a bundle of its own that contains this library. */
async function openPage(account?: string) {
  const set = stage(TWO);
  const { signedIn, endpoint: ask } = byCookie(set);
  vi.resetModules();
  const guest = await import('stripe-embedded');
  expect(guest.ConnectProvider).not.toBe(host.ConnectProvider);
  const props = {
    publishableKey: KEY,
    endpoint: { url: `/session/of/${account}`, fetch: overHttp(ask) },
    clock: set.sandbox.clock,
  };
  const seen = {} as { logout: () => Promise<void>; ofGuest: host.UseConnectResult };
  function SignOut() {
    // oxlint-disable-next-line react/immutability -- a test looks at what a component is given
    seen.logout = host.useLogout();
    return <host.ConnectBalances />;
  }
  function Listener() {
    // oxlint-disable-next-line react/immutability -- a test looks at what a component is given
    seen.ofGuest = guest.useConnect();
    return null;
  }
  const page = (of?: string, isGuestHere = true) => (
    <>
      <host.ConnectProvider {...props} account={of}>
        <SignOut />
      </host.ConnectProvider>
      {isGuestHere && (
        <guest.ConnectProvider {...props}>
          <Listener />
          <guest.ConnectPayments />
        </guest.ConnectProvider>
      )}
    </>
  );
  const view = render(page(account));
  await set.tick();
  return {
    ...set,
    signedIn,
    seen,
    async show(...what: Parameters<typeof page>) {
      view.rerender(page(...what));
      await set.tick();
    },
  };
}

it('a sign-out also ends what another copy of the library shows', async () => {
  const { log, seen, signedIn, tick } = await openPage();
  expect(shownBy('payments')).toContain('Anna');
  await act(() => seen.logout());
  await tick();
  expect(shownBy('payments')).toBe('');
  expect(screen.getAllByRole('alert')).toHaveLength(2);
  // Each is logged out at Stripe once.
  expect(log('logout')).toHaveLength(2);
  signedIn.account = 'acct_B';
  await act(async () => seen.ofGuest.retry());
  await tick();
  expect(shownBy('payments')).toContain('Bert');
});

it('an account that goes away leaves another copy’s component on the page until it unmounts', async () => {
  const { log, show, signedIn } = await openPage('acct_A');
  await show(undefined);
  expect(shownBy('payments')).toContain('Anna');
  expect(log('logout')).toHaveLength(1);
  await show(undefined, false);
  signedIn.account = 'acct_B';
  await show(undefined);
  expect(shownBy('payments')).toContain('Bert');
});
