import { act, fireEvent, screen } from '@testing-library/react';
import {
  ConnectPayments,
  ConnectPayouts,
  LinkAccountsButton,
  useConnect,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderLinking } from '../support/bankStage.js';
import {
  KEY,
  panel,
  renderConnect,
  retryButton,
  shownBy,
  stage,
  stateOf,
  type Stage,
} from '../support/stage.js';
import { ENDPOINT_FAULTS, failingEndpoint, READS } from './endpointFaults.js';

const MINUTE = 60_000;

/** Lets time pass a few seconds at a time, as for a user, until a condition holds. */
async function until(set: Stage, is: () => boolean, most = 2 * MINUTE) {
  for (let waited = 0; waited < most && !is(); waited += 2_500) await set.tick(2_500);
  return is();
}

/** A page whose endpoint can fail. */
function page() {
  const set = stage({ sessionTtl: 60 });
  const { state, endpoint } = failingEndpoint(set.sandbox);
  let retry!: () => void;
  function Page() {
    ({ retry } = useConnect());
    return <ConnectPayments />;
  }
  const view = renderConnect(set, <Page />, { endpoint });
  return { set, state, ...view, retry: () => act(() => retry()) };
}

const isReady = () => stateOf('payments') === 'ready';
const isFailed = () => stateOf('payments') === 'error';
const element = () => document.querySelector('stripe-connect-payments');

describe.each(ENDPOINT_FAULTS)('an endpoint that $fault', (row) => {
  const { reads, code, again, retry: hasRetry } = row;
  const told = expect.objectContaining({ code, retryable: again, ...(row.status && { status: row.status }) });

  it(`at the start: "${READS[reads].source}", ${code}, ${hasRetry ? 'Retry' : 'the page’s own retry()'}`, async () => {
    const { set, state, onError, retry } = page();
    state.fault = row;
    expect(await until(set, isFailed)).toBe(true);
    expect(screen.getByRole('alert')).toHaveTextContent(READS[reads]);
    expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(hasRetry ? 1 : 0);
    expect(onError.mock.calls).toEqual([[told]]);
    state.fault = undefined;
    if (hasRetry) fireEvent.click(retryButton());
    else retry();
    expect(stateOf('payments')).toBe('loading');
    expect(await until(set, isReady)).toBe(true);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it(`at a refresh: ${again ? 'nothing is visible, and it recovers by itself' : 'it is reported, and what was typed stays'}`, async () => {
    const { set, state, onError, retry } = page();
    expect(await until(set, isReady)).toBe(true);
    const before = element();
    state.fault = row;
    await until(set, () => onError.mock.calls.length > 0, 5 * MINUTE);
    expect(onError.mock.calls).toEqual([[told]]);
    expect(stateOf('payments')).toBe(again ? 'ready' : 'error');
    state.fault = undefined;
    if (!again) retry();
    expect(await until(set, () => set.log('claim').length > 1)).toBe(true);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(element()).toBe(before);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it(`when a bank account is linked: "${READS[reads].source}", ${code}, the next click works`, async () => {
    const set = stage();
    const { state, endpoint } = failingEndpoint(set.sandbox);
    state.fault = row;
    const onError = vi.fn();
    renderLinking(set, {}, { endpoint }, <LinkAccountsButton prefetch="none" onError={onError} />);
    const button = screen.getByRole('button');
    fireEvent.click(button);
    expect(await until(set, () => onError.mock.calls.length > 0)).toBe(true);
    expect(onError.mock.calls).toEqual([[told]]);
    expect(screen.getByRole('alert')).toHaveTextContent(READS[reads]);
    state.fault = undefined;
    fireEvent.click(button);
    await set.tick();
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(screen.getByText('Your bank account is linked.')).toHaveRole('status');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

type Session = Awaited<ReturnType<Stage['sandbox']['endpoint']>>;

interface SessionFault {
  fault: string;
  spoil: (session: Session, set: Stage) => Session | Promise<Session>;
  /** If every session is like this. */
  reads: keyof typeof READS;
  code: string;
  again: boolean;
  /** If only one is: replaced without the user noticing, or reported. */
  once: 'unseen' | 'told';
}

const SESSION_FAULTS: readonly SessionFault[] = [
  {
    fault: 'was used before',
    async spoil(session, { sandbox }) {
      await sandbox.host.claim({ clientSecret: session.clientSecret, publishableKey: KEY });
      return session;
    },
    reads: 'broken',
    code: 'session_expired',
    again: true,
    once: 'unseen',
  },
  {
    fault: 'has expired',
    spoil(session, { sandbox }) {
      sandbox.expire();
      return session;
    },
    reads: 'broken',
    code: 'session_expired',
    again: true,
    once: 'unseen',
  },
  {
    fault: 'is of another platform’s account',
    spoil: (session) => ({ ...session, clientSecret: `${session.clientSecret}_of_another_platform` }),
    reads: 'broken',
    code: 'session_expired',
    again: true,
    once: 'unseen',
  },
  {
    fault: 'is of the other mode, and does not say so',
    async spoil({ components }, { sandbox }) {
      const response = await sandbox.fetch('https://api.stripe.com/v1/account_sessions', {
        method: 'POST',
        headers: { Authorization: 'Bearer sk_live_1' },
        body: new URLSearchParams({
          account: sandbox.accounts[0]!.id,
          'components[payments][enabled]': 'true',
        }),
      });
      const { client_secret: clientSecret } = (await response.json()) as { client_secret: string };
      return { clientSecret, components } as Session;
    },
    reads: 'broken',
    code: 'session_expired',
    again: true,
    once: 'unseen',
  },
  {
    fault: 'is of the other mode, and says so',
    spoil: (session) => ({ ...session, livemode: true }),
    reads: 'broken',
    code: 'key_mode_mismatch',
    again: false,
    once: 'told',
  },
];

describe.each(SESSION_FAULTS)('a session that $fault', ({ spoil, reads, code, again, once }) => {
  function broken(times: number) {
    const set = stage({ sessionTtl: 60 });
    const state = { times };
    let refresh!: () => void;
    function Page() {
      ({ refresh } = useConnect());
      return <ConnectPayments />;
    }
    const endpoint = async (request: SessionRequest) => {
      const session = await set.sandbox.endpoint(request);
      return state.times-- > 0 ? spoil(session, set) : session;
    };
    return { set, state, ...renderConnect(set, <Page />, { endpoint }), refresh: () => act(() => refresh()) };
  }

  it(`once: ${once === 'unseen' ? 'it is replaced without the user noticing' : `it is reported, ${code}`}`, async () => {
    const { set, onError, refresh } = broken(1);
    await until(set, () => isReady() || isFailed());
    if (once === 'told') {
      expect(isFailed()).toBe(true);
      refresh();
    }
    expect(await until(set, isReady)).toBe(true);
    expect(onError.mock.calls.map(([error]) => error.code)).toEqual(once === 'told' ? [code] : []);
  });

  it(`each time: "${READS[reads].source}", ${code}, ${again ? 'Retry' : 'the page’s own refresh()'}`, async () => {
    const { set, state, onError, refresh } = broken(Infinity);
    expect(await until(set, isFailed)).toBe(true);
    expect(screen.getByRole('alert')).toHaveTextContent(READS[reads]);
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code, retryable: again })]]);
    state.times = 0;
    if (again) fireEvent.click(retryButton());
    else refresh();
    expect(await until(set, isReady)).toBe(true);
    expect(shownBy('payments')).toContain('Payments');
  });
});

it('a session of another connected account than requested: the server decides, and useConnect() returns its account', async () => {
  const set = stage();
  const [asked, answered] = set.sandbox.accounts;
  let account: string | undefined;
  function Page() {
    ({ account } = useConnect());
    return <ConnectPayments />;
  }
  const { onError } = renderConnect(set, <Page />, {
    account: asked!.id,
    endpoint: (request) => set.sandbox.endpoint({ ...request, account: answered!.id }),
  });
  expect(await until(set, isReady)).toBe(true);
  expect(account).toBe(answered!.id);
  expect(shownBy('payments')).toContain(answered!.name);
  expect(onError).not.toHaveBeenCalled();
});

describe('a component', () => {
  it('that is not enabled: "not available", component_not_enabled, no Retry; a session that enables it fixes it', async () => {
    const set = stage({ sessionTtl: 60 });
    let enabled = ['payouts'];
    const { onError } = renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />], {
      endpoint: (request) => set.sandbox.endpoint({ ...request, components: enabled }),
    });
    expect(await until(set, isFailed)).toBe(true);
    expect(panel('payments')).toHaveTextContent(READS.forbidden);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(stateOf('payouts')).toBe('ready');
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'component_not_enabled', component: 'payments', retryable: false })],
    ]);
    enabled = ['payouts', 'payments'];
    expect(await until(set, isReady)).toBe(true);
    expect(stateOf('payouts')).toBe('ready');
  });

  it('whose setter is missing: nothing is visible, setter_failed, it continues without the setter', async () => {
    const set = stage();
    const prototype = customElements.get('stripe-connect-payments')!.prototype as Record<string, unknown>;
    const kept = prototype['setDefaultFiltersInternalOnly'];
    delete prototype['setDefaultFiltersInternalOnly'];
    onTestFinished(() => void (prototype['setDefaultFiltersInternalOnly'] = kept));
    const { onError } = renderConnect(set, <ConnectPayments defaultFilters={{ status: ['successful'] }} />);
    expect(await until(set, isReady)).toBe(true);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'setter_failed', component: 'payments' })],
    ]);
  });

  it('that Stripe never starts to draw: "connection", component_timeout, Retry', async () => {
    const set = stage({ latency: { element: 60_000 } });
    const { onError } = renderConnect(set, <ConnectPayments />);
    expect(await until(set, isFailed)).toBe(true);
    expect(screen.getByRole('alert')).toHaveTextContent(READS.connection);
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'component_timeout', retryable: true })],
    ]);
    fireEvent.click(retryButton());
    expect(stateOf('payments')).toBe('loading');
    expect(await until(set, isReady, MINUTE)).toBe(false);
    await set.tick(MINUTE);
    expect(stateOf('payments')).toBe('ready');
  });
});

const DAY = 24 * 60 * MINUTE;

it.each([
  ['a day behind', -DAY],
  ['a day ahead', DAY],
  ['twenty minutes behind', -20 * MINUTE],
  ['twenty minutes ahead', 20 * MINUTE],
])('this device’s clock is %s: nothing is visible, one mint per expiry', async (_, off) => {
  const set = stage({ sessionTtl: 3600 });
  const { clock } = set.sandbox;
  const { state, endpoint } = failingEndpoint(set.sandbox);
  const { onError } = renderConnect(set, <ConnectPayments />, {
    endpoint,
    clock: { ...clock, now: () => clock.now() + off },
  });
  expect(await until(set, isReady)).toBe(true);
  const before = element();
  for (let hour = 1; hour <= 3; hour++) {
    for (let minutes = 0; minutes < 60; minutes += 10) await set.tick(10 * MINUTE);
    expect(stateOf('payments')).toBe('ready');
    expect(state.requests).toBe(hour + 1);
  }
  expect(element()).toBe(before);
  expect(onError).not.toHaveBeenCalled();
});

describe('a laptop that was asleep for 8 hours', () => {
  /** Nothing runs while it sleeps. On waking, time has passed, and everything that was due is due at once. */
  function sleepy() {
    let now = Date.UTC(2026, 0, 15, 9, 30);
    const clock = { now: () => now, setTimeout: () => undefined, clearTimeout: () => {} };
    const set = stage({ clock, sessionTtl: 3600 });
    return { set, sleep: () => (now += 8 * 60 * MINUTE) };
  }

  it('wakes with no visible change, and one mint', async () => {
    const { set, sleep } = sleepy();
    const { onError } = renderConnect(set, <ConnectPayments />);
    expect(await until(set, isReady)).toBe(true);
    const before = element();
    sleep();
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(element()).toBe(before);
    expect(set.log('mint')).toHaveLength(2);
    expect(onError).not.toHaveBeenCalled();
  });

  it('wakes before its network does: nothing is visible, and it recovers when the network is back', async () => {
    const { set, sleep } = sleepy();
    const { state, endpoint } = failingEndpoint(set.sandbox);
    const { onError } = renderConnect(set, <ConnectPayments />, {
      endpoint: { ...endpoint, url: '/asleep' },
    });
    expect(await until(set, isReady)).toBe(true);
    const before = element();
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    onTestFinished(() => online.mockRestore());
    sleep();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: 'endpoint_unreachable' })]]);
    online.mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('online')));
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(element()).toBe(before);
    expect(state.requests).toBe(2);
  });

  it('before the first request: the component is ready in the end, with nothing reported', async () => {
    const { set, sleep } = sleepy();
    const { onError } = renderConnect(set, <ConnectPayments />);
    sleep();
    expect(await until(set, isReady)).toBe(true);
    expect(onError).not.toHaveBeenCalled();
  });

  it('with a request in flight: "connection", endpoint_timeout, Retry', async () => {
    const { set, sleep } = sleepy();
    let asleep = true;
    const { onError } = renderConnect(set, <ConnectPayments />, {
      endpoint: (request) => (asleep ? new Promise(() => {}) : set.sandbox.endpoint(request)),
    });
    await set.tick();
    sleep();
    await set.tick();
    asleep = false;
    expect(screen.getByRole('alert')).toHaveTextContent(READS.connection);
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ code: 'endpoint_timeout', retryable: true })],
    ]);
    fireEvent.click(retryButton());
    expect(await until(set, isReady)).toBe(true);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('with a bank account half linked: the user continues with a new session', async () => {
    const { set, sleep } = sleepy();
    const { start } = renderLinking(set, { prefetch: 'mount' });
    await set.tick();
    sleep();
    await set.tick();
    const flow = await start('collectAccounts');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked' });
    expect(set.log('mint')).toHaveLength(2);
  });
});
