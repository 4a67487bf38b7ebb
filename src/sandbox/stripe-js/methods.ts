import type { BankSessionRequest } from '../host.js';
import type { CollectMethod } from '../log.js';
import { createRandom } from '../random.js';

type Json = Record<string, unknown>;

/** The four methods that link a bank account: what each one's secret belongs to, and what it answers. */
export const METHODS: Record<
  CollectMethod,
  { kind: BankSessionRequest['kind']; answer: (session: Json, linked: boolean) => Json }
> = {
  collectFinancialConnectionsAccounts: {
    kind: 'session',
    answer: (session) => ({ financialConnectionsSession: session }),
  },
  collectBankAccountToken: {
    kind: 'session',
    // Without an account there is no token, although Stripe's types promise one.
    answer: (session, linked) => ({
      financialConnectionsSession: session,
      ...(linked && { token: tokenOf(session) }),
    }),
  },
  collectBankAccountForPayment: { kind: 'payment_intent', answer: (paymentIntent) => ({ paymentIntent }) },
  collectBankAccountForSetup: { kind: 'setup_intent', answer: (setupIntent) => ({ setupIntent }) },
};

/** What a page does with an intent after it has linked a bank account to it. */
export const INTENT_METHODS = {
  confirmUsBankAccountPayment: { kind: 'payment_intent', confirms: true },
  confirmUsBankAccountSetup: { kind: 'setup_intent', confirms: true },
  retrievePaymentIntent: { kind: 'payment_intent', confirms: false },
  retrieveSetupIntent: { kind: 'setup_intent', confirms: false },
} as const;
export type IntentMethod = keyof typeof INTENT_METHODS;

function tokenOf(session: Json): Json {
  const [account] = session['accounts'] as Json[];
  const random = createRandom(1, String(session['id']));
  return {
    id: `btok_1${random.token(23)}`,
    object: 'token',
    type: 'bank_account',
    livemode: session['livemode'],
    used: false,
    bank_account: {
      id: `ba_1${random.token(23)}`,
      object: 'bank_account',
      bank_name: account?.['institution_name'],
      last4: account?.['last4'],
      country: 'US',
      currency: 'usd',
      status: 'new',
    },
  };
}
