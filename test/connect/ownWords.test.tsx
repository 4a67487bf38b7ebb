import { act, fireEvent, render, screen } from '@testing-library/react';
import { Activity, StrictMode, type ReactNode } from 'react';
import {
  ConnectPayments,
  ConnectPayouts,
  useConnect,
  type SessionRequest,
  type UseConnectResult,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { byCookie, guarded, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import { providerOn, renderConnect, shownBy, stage, stateOf, type Stage } from '../support/stage.js';

/* A page that shows its own text instead of the components, depending on the status of `useConnect`. */

function Page({ at }: { at: ReadonlyArray<UseConnectResult['status']> }) {
  const { status, error, retry } = useConnect();
  if (at.includes(status)) return <button onClick={retry}>{error?.code ?? status}</button>;
  return <ConnectPayments />;
}

const Status = () => <p data-testid="status">{useConnect().status}</p>;

/** Lets some time pass, in steps in each of which everything due may happen. */
async function wait({ tick }: Stage) {
  for (let step = 0; step < 10; step++) await tick(10);
}

describe('the page’s own content in place of the components', () => {
  it('stays for an error, sends no request by itself, and its Retry works', async () => {
    const set = stage();
    const { door, endpoint: ask } = guarded(set, 'endpoint_forbidden');
    const endpoint = vi.fn(ask);
    door.isOpen = false;
    const { onError } = renderConnect(set, <Page at={['error']} />, { endpoint });
    await wait(set);
    expect(screen.getByRole('button')).toHaveTextContent('endpoint_forbidden');
    expect(endpoint).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole('button'));
    await wait(set);
    expect(endpoint).toHaveBeenCalledTimes(2);
    door.isOpen = true;
    fireEvent.click(screen.getByRole('button'));
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
  });

  it('ends when the network is back, with one request', async () => {
    const set = stage();
    const { door, endpoint: ask } = guarded(set, 'endpoint_unreachable', true);
    const endpoint = vi.fn(ask);
    door.isOpen = false;
    const inside = (
      <StrictMode>
        <Status />
        <Page at={['error']} />
      </StrictMode>
    );
    renderConnect(set, inside, { endpoint });
    await wait(set);
    expect(screen.getByRole('button')).toHaveTextContent('endpoint_unreachable');
    endpoint.mockClear();
    door.isOpen = true;
    act(() => void window.dispatchEvent(new Event('online')));
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
    expect(endpoint).toHaveBeenCalledTimes(1);
  });

  it('ends by itself once somebody is signed in again, as our own panel would, and one instance serves both', async () => {
    const set = stage({ sessionTtl: 600 });
    const { door, endpoint: ask } = guarded(set);
    const endpoint = vi.fn(ask);
    const { heard, Listener } = listenIn();
    const inside = (
      <StrictMode>
        <Listener />
        <Page at={['loading', 'error']} />
      </StrictMode>
    );
    const { onError } = renderConnect(set, inside, { endpoint });
    await wait(set);
    const { instance } = heard.now!;
    endpoint.mockClear();
    door.isOpen = false;
    for (let second = 0; second < 600; second += 10) await set.tick(10_000);
    expect(screen.getByRole('button')).toHaveTextContent('endpoint_unauthorized');
    expect(endpoint).toHaveBeenCalledTimes(1);
    for (let second = 0; second < 3_600; second += 10) await set.tick(10_000);
    expect(onError).toHaveBeenCalledTimes(1);
    door.isOpen = true;
    for (let second = 0; second < 60; second += 10) await set.tick(10_000);
    expect(heard.now).toMatchObject({ status: 'ready', instance });
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('ends with the session of whoever has signed in meanwhile', async () => {
    const set = stage({ ...TWO, sessionTtl: 600 });
    const { endpoint: ask, signedIn } = byCookie(set);
    const { door, endpoint: guard } = guarded(set);
    const endpoint = (request: SessionRequest) => guard(request).then(() => ask(request));
    const inside = (
      <StrictMode>
        <Page at={['loading', 'error']} />
      </StrictMode>
    );
    renderConnect(set, inside, { endpoint });
    await wait(set);
    expect(shownBy('payments')).toContain('Anna');
    door.isOpen = false;
    for (let second = 0; second < 600; second += 10) await set.tick(10_000);
    expect(screen.getByRole('button')).toHaveTextContent('endpoint_unauthorized');
    signedIn.account = 'acct_B';
    door.isOpen = true;
    for (let second = 0; second < 60; second += 10) {
      await set.tick(10_000);
      expect(shownBy('payments')).not.toContain('Anna');
    }
    expect(shownBy('payments')).toContain('Bert');
  });

  it('ends with the loading of a session, which is minted once', async () => {
    const set = stage({ latency: { api: 50 } });
    renderConnect(set, <Page at={['loading']} />);
    await set.tick();
    expect(screen.getByRole('button')).toHaveTextContent('loading');
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(1);
  });

  it('may be shown for both loading and an error, with one request', async () => {
    const set = stage();
    const endpoint = vi.fn(async () => {
      throw Object.assign(new Error(), { status: 403 });
    });
    renderConnect(set, <Page at={['loading', 'error']} />, { endpoint });
    await wait(set);
    expect(screen.getByRole('button')).toHaveTextContent('endpoint_forbidden');
    expect(endpoint).toHaveBeenCalledTimes(1);
  });

  it('ends when the next component mounts and starts again: a dialog that its error closed can be opened again', async () => {
    const set = stage();
    const { door, endpoint: ask } = guarded(set, 'endpoint_forbidden');
    const endpoint = vi.fn(ask);
    door.isOpen = false;
    const close = vi.fn();
    const inside = (isOpen: boolean) => (
      <>
        <Status />
        {isOpen && <ConnectPayments onError={close} />}
      </>
    );
    const { rerender, onError } = renderConnect(set, inside(true), { endpoint });
    await wait(set);
    expect(close).toHaveBeenCalledTimes(1);
    rerender({}, inside(false));
    await wait(set);
    expect(screen.getByTestId('status')).toHaveTextContent('error');
    rerender({}, inside(true));
    await wait(set);
    expect(onError).toHaveBeenCalledTimes(2);
    rerender({}, inside(false));
    await wait(set);
    door.isOpen = true;
    rerender({}, inside(true));
    await wait(set);
    expect(screen.getByTestId('status')).toHaveTextContent('ready');
    expect(stateOf('payments')).toBe('ready');
    expect(endpoint).toHaveBeenCalledTimes(3);
    expect(close).toHaveBeenCalledTimes(2);
  });

  it.skipIf(!Activity)('reports an error once, even if it was hidden and shown again', async () => {
    const set = stage();
    const Provider = providerOn(set);
    let status = 403;
    const endpoint = async () => {
      throw Object.assign(new Error(), { status });
    };
    const onError = vi.fn();
    const page = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <Provider endpoint={endpoint} onError={onError}>
          <Page at={['error']} />
        </Provider>
      </Activity>
    );
    const { rerender } = render(page('visible'), { wrapper: StrictMode });
    await wait(set);
    // The same problem, with another error.
    status = 404;
    fireEvent.click(screen.getByRole('button'));
    await wait(set);
    expect(onError).toHaveBeenCalledTimes(2);
    rerender(page('hidden'));
    rerender(page('visible'));
    await wait(set);
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it('stays after a sign-out, with no session for the user who left, until somebody calls retry()', async () => {
    const set = stage();
    const { heard, Listener } = listenIn();
    const inside = (
      <StrictMode>
        <Listener />
        <Page at={['logged_out']} />
      </StrictMode>
    );
    renderConnect(set, inside);
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
    await act(() => heard.now!.logout());
    await wait(set);
    expect(screen.getByRole('button')).toHaveTextContent('logged_out');
    expect(set.log('mint')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button'));
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('after a sign-out does not block the next session', async () => {
    const set = stage();
    let logout!: () => Promise<void>;
    function Session() {
      logout = useConnect().logout;
      return null;
    }
    const inside = (isIn: boolean) => (
      <>
        <Session />
        {isIn ? <ConnectPayments /> : <p>Sign in</p>}
      </>
    );
    const { rerender } = renderConnect(set, inside(true));
    await wait(set);
    await act(() => logout());
    rerender({}, inside(false));
    await wait(set);
    rerender({}, inside(true));
    await wait(set);
    expect(stateOf('payments')).toBe('ready');
    expect(set.log('mint')).toHaveLength(2);
  });

  it('keeps no session that loads for a user who signed out meanwhile: the next user gets their own', async () => {
    const set = stage({ ...TWO, latency: { api: 50 } });
    const { endpoint, signedIn } = byCookie(set);
    const Provider = providerOn(set);
    const page = (account: string | undefined, isThere: boolean) => (
      <StrictMode>
        <Provider endpoint={endpoint} account={account} components={['payouts']}>
          <ConnectPayouts />
        </Provider>
        <Provider endpoint={endpoint} components={['payments']}>
          <Status />
          {isThere && <ConnectPayments />}
        </Provider>
      </StrictMode>
    );
    const { rerender } = render(page('acct_A', true));
    await set.tick();
    rerender(page(undefined, false));
    await set.tick();
    expect(screen.getByTestId('status')).toHaveTextContent('loading');
    signedIn.account = 'acct_B';
    rerender(page(undefined, true));
    await wait(set);
    await wait(set);
    expect(shownBy('payments')).toContain('Bert');
  });
});

it('a header with its own provider shows the error of a route that is gone until another route works', async () => {
  const set = stage();
  const { door, endpoint: ask } = guarded(set, 'endpoint_forbidden');
  const endpoint = vi.fn(ask);
  const Provider = providerOn(set);
  const page = (route: ReactNode) => (
    <StrictMode>
      <Provider endpoint={endpoint}>
        <Status />
      </Provider>
      {route}
    </StrictMode>
  );
  door.isOpen = false;
  const { rerender } = render(
    page(
      <Provider endpoint={endpoint}>
        <ConnectPayments />
      </Provider>,
    ),
  );
  await wait(set);
  rerender(page(null));
  await wait(set);
  expect(screen.getByTestId('status')).toHaveTextContent('error');
  door.isOpen = true;
  rerender(
    page(
      <Provider endpoint={endpoint} components={['payouts']}>
        <ConnectPayouts />
      </Provider>,
    ),
  );
  await wait(set);
  expect(stateOf('payouts')).toBe('ready');
  expect(screen.getByTestId('status')).toHaveTextContent('idle');
  expect(endpoint).toHaveBeenCalledTimes(2);
});
