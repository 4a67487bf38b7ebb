import { loadConnectAndInitialize, type StripeConnectInstance } from '@stripe/connect-js/pure.js';
import { act, configure, render } from '@testing-library/react';
import { Activity, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ConnectPayments, ConnectProvider, useAccountSession } from 'stripe-embedded';
import { afterEach, expect, it, vi } from 'vitest';
import { KEY, shownBy, stage, stateOf, type Stage } from '../support/stage.js';

afterEach(() => configure({ reactStrictMode: true }));

type Page = (props: { set: Stage }) => ReactNode;

const useSecrets = ({ sandbox }: Stage) =>
  useAccountSession({ endpoint: sandbox.endpoint, clock: sandbox.clock }).fetchClientSecret;

const begin = (fetchClientSecret: () => Promise<string>) =>
  loadConnectAndInitialize({ publishableKey: KEY, fetchClientSecret });

const Payments = ({ instance }: { instance: StripeConnectInstance }) => (
  <ConnectProvider connectInstance={instance}>
    <ConnectPayments />
  </ConnectProvider>
);

const InState: Page = ({ set }) => {
  const fetchClientSecret = useSecrets(set);
  const [instance] = useState(() => begin(fetchClientSecret));
  return <Payments instance={instance} />;
};

const InMemo: Page = ({ set }) => {
  const fetchClientSecret = useSecrets(set);
  const instance = useMemo(() => begin(fetchClientSecret), [fetchClientSecret]);
  return <Payments instance={instance} />;
};

const InEffect: Page = ({ set }) => {
  const fetchClientSecret = useSecrets(set);
  const [instance, setInstance] = useState<StripeConnectInstance>();
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect
    setInstance(begin(fetchClientSecret));
  }, [fetchClientSecret]);
  return instance && <Payments instance={instance} />;
};

it.each<[string, Page, boolean, number]>([
  ['state', InState, true, 1],
  ['a memo', InMemo, true, 1],
  ['an effect, which StrictMode runs twice', InEffect, true, 2],
  ['an effect', InEffect, false, 1],
])(
  'an instance that a page creates in %s is drawn, and outlives its session',
  async (_, Page, isStrict, mints) => {
    // StrictMode creates two in a render; Stripe refuses the one that is thrown away.
    const refused = vi.spyOn(console, 'error').mockImplementation(() => {});
    configure({ reactStrictMode: isStrict });
    const set = stage();
    render(<Page set={set} />);
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(shownBy('payments')).not.toBe('');
    expect(set.log('mint')).toHaveLength(mints);
    set.sandbox.expire();
    await set.tick();
    await set.tick(1_000);
    expect(shownBy('payments')).not.toBe('');
    refused.mockRestore();
  },
);

it('a call made when a session becomes ready takes no secret from another call, even if StrictMode ran an effect twice', async () => {
  const { sandbox, tick } = stage();
  const given: Array<Promise<string>> = [];
  function Page() {
    const { fetchClientSecret, status } = useAccountSession({
      endpoint: sandbox.endpoint,
      clock: sandbox.clock,
    });
    useEffect(() => void given.push(fetchClientSecret()), [fetchClientSecret]);
    const isReady = status === 'ready';
    useEffect(() => {
      if (isReady && given.length < 4) given.push(fetchClientSecret());
    }, [isReady, fetchClientSecret]);
    return null;
  }
  render(<Page />);
  await tick();
  const secrets = await Promise.all(given);
  expect(secrets.length).toBeGreaterThan(2);
  expect(new Set(secrets).size).toBe(secrets.length);
});

// React 18 has no Activity.
it.skipIf(!Activity)('a visit that ended during a mint changes nothing for the next visit', async () => {
  const set = stage();
  let fetchClientSecret!: () => Promise<string>;
  function Page() {
    fetchClientSecret = useSecrets(set);
    return null;
  }
  const page = (mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <Page />
    </Activity>
  );
  const view = render(page('visible'));
  await set.tick();
  fetchClientSecret().catch(() => {});
  for (const mode of ['hidden', 'visible'] as const) {
    view.rerender(page(mode));
    await set.tick();
  }
  const before = set.log('mint').length;
  await act(async () => void (await Promise.all([fetchClientSecret(), fetchClientSecret()])));
  expect(set.log('mint')).toHaveLength(before + 1);
});
