import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  FinancialConnectionsProvider,
  useFinancialConnections,
  type FinancialConnectionsProviderProps,
  type FinancialConnectionsResult,
  type UseFinancialConnectionsOptions,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { vi } from 'vitest';
import { KEY, type Stage } from './stage.js';

export const METHODS = [
  'collectAccounts',
  'collectBankAccountToken',
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
] as const;

export type Method = (typeof METHODS)[number];

export const isOfIntent = (method: Method) => method.includes('For');

type ProviderProps = Partial<FinancialConnectionsProviderProps>;

/** The content of a page, under a provider that is set up for the stage. */
export const bankPage = ({ sandbox }: Stage, children: ReactNode, props: ProviderProps = {}) => (
  <FinancialConnectionsProvider
    publishableKey={KEY}
    endpoint={sandbox.endpoint}
    clock={sandbox.clock}
    {...props}
  >
    {children}
  </FinancialConnectionsProvider>
);

/** A page with a bank-linking hook: `link` is the hook's latest value. */
export function renderLinking(
  set: Stage,
  options: UseFinancialConnectionsOptions = {},
  props: ProviderProps = {},
  more?: ReactNode,
) {
  const handlers = { onLinked: vi.fn(), onCancel: vi.fn(), onError: vi.fn() };
  const seen = { link: undefined as unknown as UseFinancialConnectionsResult };
  function Page() {
    seen.link = useFinancialConnections({ ...handlers, ...options });
    return <output>{seen.link.status}</output>;
  }
  const inside = (
    <>
      <Page />
      {more}
    </>
  );
  const tree = (changed: ProviderProps = {}) => bankPage(set, inside, { ...props, ...changed });
  const view = render(tree());
  return {
    ...view,
    ...handlers,
    seen,
    rerender: (changed: ProviderProps) => view.rerender(tree(changed)),
    /** Calls a method, and lets everything due happen. `answer` is set once it has ended. */
    async start(method: Method, given?: object) {
      const flow: { answer?: FinancialConnectionsResult } = {};
      const call = seen.link[method] as (options?: object) => Promise<FinancialConnectionsResult>;
      act(() => {
        void call(isOfIntent(method) ? { ...intentOptions(set, method), ...given } : given).then(
          (answer) => (flow.answer = answer),
        );
      });
      await set.tick();
      return flow;
    },
  };
}

/** The options of a method on an intent, which has a secret of its own. */
const intentOptions = (set: Stage, method: Method) => ({
  params: {
    payment_method_type: 'us_bank_account',
    payment_method_data: { billing_details: { name: 'Ada' } },
  },
  clientSecret: () => intentSecret(set, method),
});

export async function intentSecret({ sandbox }: Stage, method: Method): Promise<string> {
  const isPayment = method === 'collectBankAccountForPayment';
  const path = isPayment ? 'payment_intents' : 'setup_intents';
  const response = await sandbox.fetch(`https://api.stripe.com/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_1', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: isPayment ? 'amount=100&currency=usd' : '',
  });
  return ((await response.json()) as { client_secret: string }).client_secret;
}

/** Stripe's modal on the page. */
export const modals = () => document.querySelectorAll('[data-stripe-sandbox="bank-linking"]');
