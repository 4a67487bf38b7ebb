import type {
  CollectBankAccountForPaymentOptions,
  CollectBankAccountForSetupOptions,
  Stripe,
} from '@stripe/stripe-js';
import type { QueryClient } from '@tanstack/react-query';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';
import type { FinancialConnectionsResult } from './result.js';

/** What a page would like of a session. The server decides. */
export interface FinancialConnectionsParams {
  /** What your page may learn of the accounts. */
  permissions?: ReadonlyArray<'balances' | 'ownership' | 'payment_method' | 'transactions'> | undefined;
  /** Whose accounts they are: another's start anew. The server knows better. */
  accountHolder?:
    | {
        type: 'account' | 'customer';
        account?: string | undefined;
        customer?: string | undefined;
        customerAccount?: string | undefined;
      }
    | undefined;
  /** Which accounts may be linked. */
  filters?:
    { country?: string | undefined; accountSubcategories?: readonly string[] | undefined } | undefined;
  /** How many accounts may be linked. */
  limits?: { accounts?: number | undefined } | undefined;
  /** What Stripe fetches from the bank at once. */
  prefetch?: ReadonlyArray<'balances' | 'ownership' | 'transactions'> | undefined;
  /** Whether an account's numbers may be typed in by hand. */
  manualEntry?: { mode?: string | undefined } | undefined;
  /** For a page in an app's webview: where Stripe sends the person back to. */
  returnUrl?: string | undefined;
}

type OwnSecret<Options> = Omit<Options, 'clientSecret'> & {
  /** The intent's own secret, or a function that fetches it when it is needed. */
  clientSecret: string | (() => string | Promise<string>);
};

/** Stripe's own options of `collectBankAccountForPayment`, where the secret may also be a function. */
export type PaymentOptions = OwnSecret<CollectBankAccountForPaymentOptions>;
/** Stripe's own options of `collectBankAccountForSetup`, where the secret may also be a function. */
export type SetupOptions = OwnSecret<CollectBankAccountForSetupOptions>;

export type LinkMethod =
  | 'collectFinancialConnectionsAccounts'
  | 'collectBankAccountToken'
  | 'collectBankAccountForPayment'
  | 'collectBankAccountForSetup';

/** What one flow is for: with `options` an intent of the page's, and without them a session of ours. */
export interface LinkRequest {
  method: LinkMethod;
  params?: FinancialConnectionsParams | undefined;
  options?: PaymentOptions | SetupOptions;
}

/** What provider and hook pass on. Read when it is needed, so that its newest form counts. */
export interface LinkSettings {
  endpoint: SessionEndpoint;
  /** The endpoint that the provider began with: an inline function is another one at each render. */
  scope: SessionEndpoint;
  queryClient?: QueryClient | undefined;
  publishableKey?: string | undefined;
  account?: string | undefined;
  stripeAccount?: string | undefined;
  stripe?: Stripe | PromiseLike<Stripe | null> | null | undefined;
  locale?: string | undefined;
  loadTimeout: number;
  /** What this page would like of a session. The server decides. */
  params?: FinancialConnectionsParams | undefined;
  verify?: boolean | undefined;
  /** Called with the accounts that were linked. */
  onLinked?: ((result: Extract<FinancialConnectionsResult, { type: 'linked' }>) => void) | undefined;
  /** Called when the person went away without linking. */
  onCancel?: (() => void) | undefined;
  /** Called once for each flow that failed. */
  onError?: ((error: EmbeddedError) => void) | undefined;
}

export interface LinkSnapshot {
  /** What the flow is doing: a session is on its way, Stripe's modal is open, the server is asked. */
  status: 'idle' | 'preparing' | 'open' | 'verifying';
  /** How the last flow ended. */
  result: FinancialConnectionsResult | undefined;
  /** Why the last flow failed, if it did. */
  error: EmbeddedError | undefined;
}
