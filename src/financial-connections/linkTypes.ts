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
  permissions?: Array<'balances' | 'ownership' | 'payment_method' | 'transactions'>;
  accountHolder?: {
    type: 'account' | 'customer';
    account?: string;
    customer?: string;
    customerAccount?: string;
  };
  filters?: { country?: string; accountSubcategories?: string[] };
  limits?: { accounts?: number };
  prefetch?: Array<'balances' | 'ownership' | 'transactions'>;
  manualEntry?: { mode?: string };
  /** For a page in an app's webview: where Stripe sends the person back to. */
  returnUrl?: string;
}

type OwnSecret<Options> = Omit<Options, 'clientSecret'> & {
  /** The intent's own secret, or a function that fetches it when it is needed. */
  clientSecret: string | (() => string | Promise<string>);
};

export type PaymentOptions = OwnSecret<CollectBankAccountForPaymentOptions>;
export type SetupOptions = OwnSecret<CollectBankAccountForSetupOptions>;

export type LinkMethod =
  | 'collectFinancialConnectionsAccounts'
  | 'collectBankAccountToken'
  | 'collectBankAccountForPayment'
  | 'collectBankAccountForSetup';

/** What one flow is for. */
export type LinkRequest =
  | {
      method: 'collectFinancialConnectionsAccounts' | 'collectBankAccountToken';
      params?: FinancialConnectionsParams;
    }
  | { method: 'collectBankAccountForPayment'; options: PaymentOptions }
  | { method: 'collectBankAccountForSetup'; options: SetupOptions };

/** What provider and hook pass on. Read when it is needed, so that its newest form counts. */
export interface LinkSettings {
  endpoint: SessionEndpoint;
  queryClient?: QueryClient;
  publishableKey?: string;
  account?: string;
  stripeAccount?: string;
  stripe?: Stripe | PromiseLike<Stripe | null> | null;
  locale?: string;
  loadTimeout: number;
  params?: FinancialConnectionsParams;
  verify?: boolean;
  onLinked?: (result: Extract<FinancialConnectionsResult, { type: 'linked' }>) => void;
  onCancel?: () => void;
  onError?: (error: EmbeddedError) => void;
}

export interface LinkSnapshot {
  status: 'idle' | 'preparing' | 'open' | 'verifying';
  /** How the last flow ended. */
  result: FinancialConnectionsResult | undefined;
  error: EmbeddedError | undefined;
}
