import { render } from '@testing-library/react';
import {
  EmbeddedError,
  FinancialConnectionsProvider,
  LinkAccountsButton,
  useFinancialConnections,
  type FinancialConnectionsResult,
  type SessionEndpoint,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import type { ReactNode } from 'react';
import type { SandboxOptions } from 'stripe-embedded/sandbox';
import { modals } from '../support/bankStage.js';
import { KEY } from '../support/stage.js';
import { settle } from './settle.js';
import { openWalkRig, type EndpointForm } from './walkRig.js';

export interface BankWalkOptions {
  form: EndpointForm;
  verify: boolean;
  unknown: SandboxOptions['unknown'];
}

interface Flow {
  account: string | undefined;
  /** The stay on the page that the flow belongs to: unmounting or another account starts the next stay. */
  stay: number;
  result?: FinancialConnectionsResult;
}

/** A page that links bank accounts, controls for everything that may happen to it, and checks for what must not. */
export function openBankWalk({ form, verify, unknown }: BankWalkOptions) {
  const rig = openWalkRig(unknown);
  const { sandbox, state, broken, hear } = rig;
  // The hook and the button have their own sessions: each promises one mint at a time.
  const [ofHook, ofButton] = [rig.createEndpoint(form, 'hook'), rig.createEndpoint(form, 'button')];
  const { host } = sandbox;
  const flows: Flow[] = [];
  const used = new Set<string>();
  let stay = 0;
  let link!: UseFinancialConnectionsResult;

  const open = host.openBankSession;
  host.openBankSession = (request) => {
    if (used.has(request.clientSecret)) broken.push('a secret was handed out twice');
    used.add(request.clientSecret);
    return open(request);
  };

  function Page() {
    link = useFinancialConnections({
      verify,
      onLinked: hear('onLinked'),
      onCancel: hear('onCancel'),
      onError: hear('onError'),
    });
    if (link.error) rig.checkError(link.error);
    return <output>{link.status}</output>;
  }
  const provide = (endpoint: SessionEndpoint, inside: ReactNode) => (
    <FinancialConnectionsProvider
      publishableKey={KEY}
      endpoint={endpoint}
      clock={sandbox.clock}
      queryClient={rig.queryClient}
      account={state.account}
    >
      {inside}
    </FinancialConnectionsProvider>
  );
  const tree = () => (
    <>
      {provide(ofHook, <Page />)}
      {provide(
        ofButton,
        <LinkAccountsButton
          verify={verify}
          onLinked={hear('onLinked')}
          onCancel={hear('onCancel')}
          onError={hear('onError')}
        />,
      )}
    </>
  );

  function inspect() {
    if (modals().length > 1) broken.push('two modals are open');
    const { result } = link;
    const ours = flows.filter((flow) => flow.result && flow.result === result);
    if (!state.left && ours.some(({ account }) => account !== state.account))
      broken.push('the result of another account shows');
    rig.inspect();
  }

  let view: ReturnType<typeof render> | undefined;
  const show = (next: { account?: string | undefined } = {}) => {
    if ('account' in next && next.account !== state.account) {
      state.account = next.account;
      stay++;
    }
    state.left = false;
    if (view) view.rerender(tree());
    else view = render(tree());
    inspect();
  };
  const leave = () => {
    view?.unmount();
    view = undefined;
    state.left = true;
    stay++;
  };

  return {
    ...rig,
    flows,
    show,
    leave,
    inspect,
    link: () => link,
    collect(method: 'collectAccounts' | 'collectBankAccountToken') {
      const flow: Flow = { account: state.account, stay };
      const open = flows.find((other) => other.stay === stay && !other.result);
      flows.push(flow);
      link[method]().then(
        (result) => {
          flow.result = result;
          if (open && open.result !== result) broken.push('two flows ran at a time');
          if (result.type === 'failed' && !(result.error instanceof EmbeddedError))
            broken.push('a flow failed with an untyped error');
        },
        () => broken.push('a flow was rejected'),
      );
    },
    async wait(ms = 0) {
      await settle(sandbox, ms);
      inspect();
    },
    async close() {
      leave();
      await rig.close();
      if (flows.some(({ result }) => !result)) throw new Error('a flow never ended');
    },
  };
}

export type BankWalk = ReturnType<typeof openBankWalk>;
