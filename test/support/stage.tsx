import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  ConnectProvider,
  type ConnectSessionProps,
  type EmbeddedError,
  type SessionRequest,
} from 'stripe-embedded';
import {
  createManualClock,
  createSandbox,
  type InstallOptions,
  type SandboxOptions,
} from 'stripe-embedded/sandbox';
import { onTestFinished, vi } from 'vitest';

export const KEY = 'pk_test_sandbox';

/** How many tasks of its own a real browser needs to read a response. */
const TASKS = navigator.userAgent.includes('Firefox') ? 12 : 3;

type StageOptions = SandboxOptions & InstallOptions;

/** A sandbox on this page, with a manual clock. It is removed when the test ends. */
export function stage({ scripts, ...options }: StageOptions = {}) {
  const sandbox = createSandbox({ clock: createManualClock(), ...options });
  onTestFinished(sandbox.install(window, { scripts }));
  return {
    sandbox,
    /** The log's entries of a type. */
    log: <Type extends string>(type: Type) => sandbox.log.filter((entry) => entry.type === type),
    /** Lets everything due happen, `ms` later. */
    tick: (ms = 0) =>
      act(async () => {
        sandbox.advance(ms);
        for (let turn = 0; turn < 30; turn++) await Promise.resolve();
        for (let task = 0; task < TASKS; task++) await new Promise((resolve) => setTimeout(resolve, 0));
      }),
  };
}

export type Stage = ReturnType<typeof stage>;

/** The sandbox's endpoint, which also returns the key, and answers on demand. */
export function slowEndpoint({ sandbox }: Stage) {
  const waiting: Array<() => void> = [];
  return {
    async endpoint(request: SessionRequest) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return { ...(await sandbox.endpoint(request)), publishable_key: KEY };
    },
    answerAll: () => waiting.forEach((answer) => answer()),
  };
}

/** A provider that is set up for the stage. Create it outside a render: a new one is another component. */
export const providerOn = ({ sandbox }: Stage) =>
  function Provider(props: Partial<ConnectSessionProps>) {
    const own = { publishableKey: KEY, endpoint: sandbox.endpoint, clock: sandbox.clock };
    return <ConnectProvider {...own} {...props} />;
  };

/** Renders under a provider that is set up for the stage; `rerender` takes other props. */
export function renderConnect(set: Stage, children: ReactNode, props: Partial<ConnectSessionProps> = {}) {
  const Provider = providerOn(set);
  const onError = vi.fn<(error: EmbeddedError) => void>();
  const tree = (more: Partial<ConnectSessionProps>, inside: ReactNode) => (
    <Provider onError={onError} {...props} {...more}>
      {inside}
    </Provider>
  );
  const view = render(tree({}, children));
  return {
    ...view,
    onError,
    rerender: (more: Partial<ConnectSessionProps> = {}, inside: ReactNode = children) =>
      view.rerender(tree(more, inside)),
  };
}

/** A component's wrapper, by its tag. */
export const panel = (tag: string) => document.querySelector<HTMLElement>(`[data-stripe-embedded="${tag}"]`)!;
export const stateOf = (tag: string) => panel(tag)?.dataset['state'];
/** What Stripe's element shows. */
export const shownBy = (tag: string) =>
  panel(tag)?.querySelector(`stripe-connect-${tag}`)?.shadowRoot?.textContent?.replace(/^\s*/, '') ?? '';
export const retryButton = () => screen.getByRole('button', { name: 'Try again' });
