import type {
  CollectBankAccountForPaymentOptions,
  CollectBankAccountForSetupOptions,
  Stripe,
} from '@stripe/stripe-js';
import type { QueryClient } from '@tanstack/react-query';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';
import type { FinancialConnectionsResult } from './result.js';

/** What your page would like from a session. The server decides. */
export interface FinancialConnectionsParams {
  /** Which data of the accounts to ask for. */
  permissions?: ReadonlyArray<'balances' | 'ownership' | 'payment_method' | 'transactions'> | undefined;
  /** Who the accounts belong to. A change starts over. The server decides. */
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
  /** Which data Stripe fetches from the bank right away. */
  prefetch?: ReadonlyArray<'balances' | 'ownership' | 'transactions'> | undefined;
  /** Whether users may enter an account's numbers by hand. */
  manualEntry?: { mode?: string | undefined } | undefined;
  /** For a page in an app's webview: the URL that Stripe sends the user back to. */
  returnUrl?: string | undefined;
}

type OwnSecret<Options> = Omit<Options, 'clientSecret'> & {
  /** The intent's client secret, or a function that fetches it when it is needed. */
  clientSecret: string | (() => string | Promise<string>);
};

/** Stripe's options for `collectBankAccountForPayment`, except that the secret may also be a function. */
export type PaymentOptions = OwnSecret<CollectBankAccountForPaymentOptions>;
/** Stripe's options for `collectBankAccountForSetup`, except that the secret may also be a function. */
export type SetupOptions = OwnSecret<CollectBankAccountForSetupOptions>;

/** What one flow is for: a session of ours, or an intent of the page. */
export type LinkRequest =
  | {
      method: 'collectFinancialConnectionsAccounts' | 'collectBankAccountToken';
      params?: FinancialConnectionsParams | undefined;
      options?: undefined;
    }
  | {
      method: 'collectBankAccountForPayment' | 'collectBankAccountForSetup';
      params?: undefined;
      options: PaymentOptions | SetupOptions;
    };

/** What a provider passes on to every flow inside it. */
export interface LinkProviderSettings {
  endpoint: SessionEndpoint;
  /** The endpoint of the provider's first render, because an inline function changes on every render. */
  scope: SessionEndpoint;
  queryClient?: QueryClient | undefined;
  publishableKey?: string | undefined;
  account?: string | undefined;
  stripeAccount?: string | undefined;
  stripe?: Stripe | PromiseLike<Stripe | null> | null | undefined;
  locale?: string | undefined;
  loadTimeout: number;
}

/** What provider and hook pass on. It is read at the time of use, so the newest values apply. */
export interface LinkSettings extends LinkProviderSettings {
  /** What your page would like from a session. The server decides. */
  params?: FinancialConnectionsParams | undefined;
  verify?: boolean | undefined;
  /** Called with the result when the user linked accounts. */
  onLinked?: ((result: Extract<FinancialConnectionsResult, { type: 'linked' }>) => void) | undefined;
  /** Called when the user left without linking an account. */
  onCancel?: (() => void) | undefined;
  /** Called once for each flow that failed. */
  onError?: ((error: EmbeddedError) => void) | undefined;
}

export interface LinkSnapshot {
  /**
   * `preparing`: a session is being fetched. `open`: Stripe's modal is open. `verifying`: the server confirms the
   * accounts.
   */
  status: 'idle' | 'preparing' | 'open' | 'verifying';
  /** How the last flow ended. */
  result: FinancialConnectionsResult | undefined;
  /** Why the last flow failed, if it did. */
  error: EmbeddedError | undefined;
}
