import type { QueryClient } from '@tanstack/react-query';
import * as host from 'stripe-embedded';
import { Activity, Component, StrictMode, Suspense, use, useLayoutEffect, type ReactNode } from 'react';
import type { Clock } from 'stripe-embedded/sandbox';
import { KEY } from '../support/stage.js';
import { groupOf, type Slot } from './wideSlot.js';

export type Library = typeof host;

const COMPONENTS = {
  payments: 'ConnectPayments',
  balances: 'ConnectBalances',
  documents: 'ConnectDocuments',
} as const;

class Boundary extends Component<{ children: ReactNode; of: string }> {
  override state = { hasFailed: false, of: this.props.of };
  static getDerivedStateFromError = () => ({ hasFailed: true });
  static getDerivedStateFromProps = ({ of }: { of: string }, state: { of: string }) =>
    of === state.of ? null : { hasFailed: false, of };
  override render() {
    return this.state.hasFailed ? <i>It broke</i> : this.props.children;
  }
}

function Waiting({ until }: { until: Promise<void> }) {
  use(until);
  return null;
}

export const BOMB = new Error('a bomb');

function Bomb(): ReactNode {
  throw BOMB;
}

const Trouble = ({ slot, where }: { slot: Slot; where: 'above' | 'below' }) => (
  <>
    {slot.wait?.where === where && <Waiting until={slot.wait.for} />}
    {slot.bomb === where && <Bomb />}
  </>
);

/** Their state when the tree was rendered: a render may be thrown away. */
interface InsideProps {
  slot: Slot;
  account: string | undefined;
  library: Library;
}

interface TreeOptions {
  rig: number;
  guest: Library;
  clock: Clock;
  clients: QueryClient[];
  isStrict: boolean;
  hear: (slot: Slot, name: string) => (value?: unknown) => void;
  checkError: (error: unknown) => void;
}

/** Renders a page of several providers from its slots. */
export function createWideTree({ rig, guest, clock, clients, isStrict, hear, checkError }: TreeOptions) {
  // At module level: one for all providers that are alike.
  const shared = new Map<string, host.SessionEndpoint>();

  function endpointOf(slot: Slot): host.SessionEndpoint {
    const group = groupOf(slot);
    if (slot.endpoint === 'url') return { url: `/wide/${rig}`, fetch: slot.backend.fetch(group) };
    if (slot.endpoint === 'inline function') return slot.backend.ask(group);
    const name = [slot.kind === 'connect' ? slot.isGuest : slot.id, slot.theme, slot.isKeyless].join();
    const endpoint: host.SessionEndpoint = (request) =>
      slot.backend.ask(`${name} ${request.account} ${request.components}`)(request);
    if (!shared.has(name)) shared.set(name, endpoint);
    return shared.get(name)!;
  }

  const optionsOf = (slot: Slot) => ({
    endpoint: endpointOf(slot),
    account: slot.account,
    clock,
    queryClient: clients[slot.client]!,
  });

  /* oxlint-disable react/immutability, react/hooks -- a walk looks at what it is given; each copy has a key of its own */
  const useShown = (slot: Slot, account: string | undefined) => {
    slot.now.account = account;
    useLayoutEffect(() => {
      slot.now.shown = { account };
    });
  };

  function Listener({ slot, account, library }: InsideProps) {
    const connect = library.useConnect();
    if (connect.error) checkError(connect.error);
    slot.now.connect = connect;
    useShown(slot, account);
    return null;
  }

  function Linking({ slot, account, library }: InsideProps) {
    const { verify, prefetch, params } = slot;
    const bank = library.useFinancialConnections({
      verify,
      prefetch,
      params,
      onLinked: hear(slot, 'onLinked'),
      onCancel: hear(slot, 'onCancel'),
      onError: hear(slot, 'the hook’s onError'),
    });
    if (bank.error) checkError(bank.error);
    slot.now.bank = bank;
    useShown(slot, account);
    return <output>{bank.status}</output>;
  }

  function Headless({ slot, account, library }: InsideProps) {
    const headless = library.useAccountSession({ ...optionsOf(slot), components: slot.components });
    if (headless.error) checkError(headless.error);
    slot.now.headless = headless;
    useShown(slot, account);
    return null;
  }
  /* oxlint-enable react/immutability, react/hooks */

  function provider(slot: Slot, children: ReactNode): ReactNode {
    const library = slot.isGuest ? guest : host;
    const inside = { slot, library, account: slot.account };
    const key = `${slot.key} ${slot.isGuest}`;
    if (slot.kind === 'headless') return <Headless key={key} {...inside} />;
    const options = {
      ...optionsOf(slot),
      ...(!slot.isKeyless && { publishableKey: KEY }),
      onError: hear(slot, 'onError'),
    };
    const below = (inside: ReactNode) => (
      <Boundary of={`${slot.bomb} ${slot.resets}`}>
        <Suspense fallback={<i>…</i>}>
          <Trouble slot={slot} where="below" />
          {inside}
        </Suspense>
      </Boundary>
    );
    if (slot.kind === 'bank')
      return (
        <library.FinancialConnectionsProvider key={key} {...options}>
          {below(<Linking {...inside} />)}
        </library.FinancialConnectionsProvider>
      );
    return (
      <library.ConnectProvider
        key={key}
        {...options}
        components={slot.components}
        theme={slot.theme}
        preload={slot.preload}
        fallback={<i role="status" />}
        onSessionEvent={hear(slot, 'onSessionEvent')}
      >
        <Listener {...inside} />
        {below(
          <section data-slot={slot.id}>
            {slot.tags.map((tag) => {
              const Part = library[COMPONENTS[tag]];
              const heard = { onError: hear(slot, 'a component’s onError'), onReady: hear(slot, 'onReady') };
              return <Part key={tag} {...heard} />;
            })}
          </section>,
        )}
        {children}
      </library.ConnectProvider>
    );
  }

  const place = (slot: Slot, all: Slot[]): ReactNode => (
    <Boundary key={slot.id} of={`${slot.bomb} ${slot.resets}`}>
      <Activity mode={slot.isHidden ? 'hidden' : 'visible'}>
        <Suspense fallback={<i>…</i>}>
          <Trouble slot={slot} where="above" />
          {provider(slot, below(slot, all))}
        </Suspense>
      </Activity>
    </Boundary>
  );
  const below = (outer: Slot | undefined, all: Slot[]) =>
    all.filter((slot) => slot.isHere && slot.outer === outer).map((slot) => place(slot, all));

  return (slots: Slot[]) => {
    const page = below(undefined, slots);
    return isStrict ? <StrictMode>{page}</StrictMode> : page;
  };
}
