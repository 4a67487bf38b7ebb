import { render } from '@testing-library/react';
import {
  ConnectBalances,
  ConnectDocuments,
  ConnectProvider,
  useAccountSession,
  useConnect,
  type UseAccountSessionResult,
  type UseConnectResult,
} from 'stripe-embedded';
import type { SandboxOptions } from 'stripe-embedded/sandbox';
import { KEY } from '../support/stage.js';
import { settle } from './settle.js';
import { openWalkRig, type EndpointForm } from './walkRig.js';
import { watchSecrets } from './watchSecrets.js';
import { writtenText } from './writtenText.js';

const COMPONENTS = { balances: ConnectBalances, documents: ConnectDocuments };
export type Tag = keyof typeof COMPONENTS;
export const TAGS = Object.keys(COMPONENTS) as Tag[];

// The skeleton has a dozen elements, and a walk shows it many times.
const WAITING = <i role="status" />;

export interface ConnectWalkOptions {
  form: EndpointForm;
  unknown: SandboxOptions['unknown'];
}

/** A page with Connect components, controls for everything that may happen to it, and checks for what must not. */
export function openConnectWalk({ form, unknown }: ConnectWalkOptions) {
  const rig = openWalkRig(unknown);
  const { sandbox, state, broken, hear } = rig;
  const watch = watchSecrets(rig);
  const endpoint = rig.createEndpoint(form);
  const ownEndpoint = rig.createEndpoint(form, 'by-hand');
  const { clock } = sandbox;
  const { queryClient } = rig;
  let tags: Tag[] = [];
  let connect!: UseConnectResult;
  let byHand!: UseAccountSessionResult;

  function Watch() {
    connect = useConnect();
    byHand = useAccountSession({ endpoint: ownEndpoint, account: state.account, clock, queryClient });
    for (const { error } of [connect, byHand]) if (error) rig.checkError(error);
    const { session } = byHand;
    if (session && session.account !== (state.account ?? sandbox.accounts[0]!.id))
      broken.push('useAccountSession tells another account’s session');
    return null;
  }
  const tree = () => (
    <ConnectProvider
      publishableKey={KEY}
      endpoint={endpoint}
      clock={clock}
      queryClient={queryClient}
      account={state.account}
      fallback={WAITING}
      onError={hear('onError')}
      onSessionEvent={hear('onSessionEvent')}
    >
      <Watch />
      {/* Nobody is signed in: a page shows nothing of Stripe's then. */}
      {state.account &&
        tags.map((tag) => {
          const Component = COMPONENTS[tag];
          return <Component key={tag} onError={hear('onError')} onReady={hear('onReady')} />;
        })}
    </ConnectProvider>
  );
  const panels = () => [...document.querySelectorAll<HTMLElement>('[data-stripe-embedded]')];

  function isBlank(panel: HTMLElement): boolean {
    const element = panel.querySelector(`stripe-connect-${panel.dataset['stripeEmbedded']}`);
    const shown = {
      loading: panel.querySelector('[role=status]'),
      ready: element?.shadowRoot?.childElementCount,
      error: panel.querySelector('code'),
    };
    return !shown[panel.dataset['state'] as keyof typeof shown];
  }

  function inspect() {
    const text = writtenText();
    rig.inspect(
      ...sandbox.accounts
        .filter(({ id, name }) => id !== state.account && text.includes(name))
        .map(({ name }) => `${name} shows while ${state.account} is asked for`),
      ...panels()
        .filter(isBlank)
        .map(({ dataset }) => `a panel is blank (${dataset['state']})`),
    );
  }

  let view: ReturnType<typeof render> | undefined;
  const show = (next: { tags?: Tag[]; account?: string | undefined } = {}) => {
    if (next.tags) tags = next.tags;
    if ('account' in next) state.account = next.account;
    state.left = false;
    if (view) view.rerender(tree());
    else view = render(tree());
    inspect();
  };
  const leave = () => {
    view?.unmount();
    view = undefined;
    state.left = true;
  };

  return {
    ...rig,
    panels,
    inspect,
    show,
    leave,
    connect: () => connect,
    askByHand() {
      void watch(byHand.fetchClientSecret, byHand.fetchClientSecret(), rig.checkError);
    },
    refreshByHand: () => void byHand.refresh(),
    async wait(ms = 0) {
      await settle(sandbox, ms);
      inspect();
    },
    async close() {
      leave();
      await rig.close();
    },
  };
}

export type ConnectWalk = ReturnType<typeof openConnectWalk>;
