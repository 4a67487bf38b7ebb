import type {
  BankSession,
  BankSessionRequest,
  IntentRequest,
  LinkedAccountChoice,
  StripeFailure,
} from '../host.js';
import type { World } from '../world.js';
import { accountOf } from './accounts.js';
import { ApiError } from './ApiError.js';
import { createBankAccounts, type BankAccountListParams } from './bankAccounts.js';
import { checkIsOpen, confirmIntent, type IntentKind } from './intents.js';
import { noSuch } from './noSuch.js';

type Json = Record<string, unknown>;

const SESSION = 'financial_connections session';

/** What an intent repeats of its request, besides what it always has. */
const KEPT = [
  'application_fee_amount',
  'description',
  'on_behalf_of',
  'receipt_email',
  'setup_future_usage',
  'transfer_data',
  'transfer_group',
  'usage',
];

interface Entry {
  kind: BankSessionRequest['kind'];
  object: Json;
  /** The parameters of the request, which limit what the modal may show. */
  params: Json;
  used: boolean;
  expired: boolean;
  /** Whether the account numbers of the intent's payment method were typed in. */
  isTyped?: boolean;
}

export interface BankSessions {
  create(params: Json, livemode: boolean): object;
  createIntent(kind: IntentKind, params: Json, livemode: boolean): object;
  retrieveIntent(kind: IntentKind, id: string, livemode: boolean): object;
  /** Confirms an intent as a server does. */
  confirmIntent(kind: IntentKind, id: string, livemode: boolean, params: Json): object;
  retrieve(id: string, livemode: boolean): object;
  account(id: string, livemode: boolean): object;
  disconnect(id: string, livemode: boolean): object;
  accounts(params: BankAccountListParams, livemode: boolean): object;
  open(request: BankSessionRequest): BankSession;
  close(request: BankSessionRequest & { linked: LinkedAccountChoice[] }): BankSession;
  /** Reads or confirms an intent as Stripe.js does. */
  intent(request: IntentRequest): Json;
  expire(): void;
}

export function createBankSessions(world: World): BankSessions {
  const bySecret = new Map<string, Entry>();
  const bankAccounts = createBankAccounts();
  const now = () => Math.floor(world.clock.now() / 1000);

  const add = (kind: Entry['kind'], prefix: string, params: Json, fields: (id: string) => Json) => {
    const id = `${prefix}_1${world.ids.token(23)}`;
    const client_secret = `${id}_secret_${world.ids.token(24)}`;
    const object: Json = { id, ...fields(id), client_secret };
    const entry: Entry = { kind, object, params, used: false, expired: false };
    bySecret.set(client_secret, entry);
    return entry;
  };

  const find = ({ clientSecret, publishableKey, kind }: BankSessionRequest): Entry => {
    if (!/^pk_(test|live)_\w/.test(publishableKey))
      throw failure('Invalid API Key provided.', 'authentication_error');
    const entry = bySecret.get(clientSecret) ?? foreignIntent(clientSecret, publishableKey, kind);
    if (!entry || entry.kind !== kind) throw failure(`No such ${kind === 'session' ? SESSION : kind}.`);
    if (entry.object['livemode'] !== publishableKey.startsWith('pk_live_')) {
      throw failure('The session and the publishable key are of different modes.');
    }
    // Only the messages differ: Stripe documents no code for either case.
    if (entry.expired)
      throw failure('This Financial Connections Session has expired. Create a new one to continue.');
    if (entry.used)
      throw failure(
        'This Financial Connections Session has already been used. Create a new one to continue.',
      );
    return entry;
  };

  /** An intent that a test invented. Intents need not come from this API. */
  const foreignIntent = (client_secret: string, key: string, kind: Entry['kind']): Entry | undefined => {
    const id = /^((?:pi|seti)_\w+)_secret_\w+$/.exec(client_secret)?.[1];
    if (!id || kind !== (id.startsWith('pi_') ? 'payment_intent' : 'setup_intent')) return undefined;
    const livemode = key.startsWith('pk_live_');
    // The secret of a known intent is a different one.
    if (byId(id, livemode)) return undefined;
    const object = { id, object: kind, livemode, status: 'requires_payment_method', client_secret };
    const entry: Entry = { kind, object, params: {}, used: false, expired: false };
    bySecret.set(client_secret, entry);
    return entry;
  };

  const show = ({ object, params }: Entry): BankSession => {
    const filters = (params['filters'] ?? {}) as {
      country?: string;
      countries?: string[];
      account_subcategories?: string[];
    };
    return {
      object,
      permissions: (params['permissions'] as string[] | undefined) ?? ['payment_method'],
      livemode: object['livemode'] === true,
      allowed: {
        countries: filters.countries ?? (filters.country ? [filters.country] : undefined),
        subcategories: filters.account_subcategories,
        accounts: (params['limits'] as { accounts?: number } | undefined)?.accounts,
      },
      manualEntry: (params['manual_entry'] as { mode?: string } | undefined)?.mode !== 'disabled',
    };
  };

  function bankAccount(choice: LinkedAccountChoice, { object, params }: Entry): Json {
    const permissions = (params['permissions'] as string[] | undefined) ?? [];
    const { amount, currency } = choice.balance ?? { amount: 0, currency: 'usd' };
    const balance = {
      as_of: now(),
      current: { [currency]: amount },
      type: 'cash',
      cash: { available: { [currency]: amount } },
    };
    return {
      id: `fca_1${world.ids.token(23)}`,
      object: 'financial_connections.account',
      account_holder: object['account_holder'] ?? null,
      account_numbers: null,
      balance: choice.balance && permissions.includes('balances') ? balance : null,
      balance_refresh: null,
      category: choice.category,
      created: now(),
      display_name: choice.name,
      institution_name: choice.institution,
      last4: choice.last4,
      livemode: object['livemode'],
      ownership: null,
      ownership_refresh: null,
      permissions,
      status: 'active',
      subcategory: choice.subcategory,
      subscriptions: [],
      supported_payment_method_types: ['us_bank_account'],
      transaction_refresh: null,
    };
  }

  const byId = (id: string, livemode: boolean) =>
    [...bySecret.values()].find(({ object }) => object['id'] === id && object['livemode'] === livemode);

  const findSession = (id: string, livemode: boolean) => {
    const entry = byId(id, livemode);
    return entry?.kind === 'session' ? entry.object : undefined;
  };

  const findIntent = (kind: IntentKind, id: string, livemode: boolean) => {
    const entry = byId(id, livemode);
    if (entry?.kind !== kind) throw noSuch(kind, id);
    return entry;
  };

  function attach(entry: Entry, paymentMethod: string, isTyped = false) {
    Object.assign(entry.object, { status: 'requires_confirmation', payment_method: paymentMethod });
    entry.isTyped = isTyped;
  }

  /** Confirms with the payment method that was collected, or with one that the request brings. */
  function confirm(entry: Entry, { payment_method: given, payment_method_data: typed }: Json) {
    const kind = entry.kind as IntentKind;
    checkIsOpen(kind, entry.object, 'confirm');
    if (typeof given === 'string') {
      // A server may name the one that was collected.
      attach(entry, given, given === entry.object['payment_method'] && entry.isTyped);
    } else if (given ?? typed) {
      const { us_bank_account: bank } = (given ?? typed) as { us_bank_account?: Json };
      attach(entry, newPaymentMethod(), !bank?.['financial_connections_account']);
    }
    confirmIntent(kind, entry.object, entry.isTyped === true, now());
    return entry.object;
  }

  const newPaymentMethod = () => `pm_1${world.ids.token(23)}`;

  return {
    create(params, livemode) {
      const holder = params['account_holder'] as {
        type: string;
        account?: string;
        customer?: string;
        customer_account?: string;
      };
      const named = holder.type === 'account' ? holder.account : (holder.customer ?? holder.customer_account);
      if (!named) {
        const param = `account_holder[${holder.type}]`;
        throw new ApiError(400, `Missing required param: ${param}.`, { code: 'parameter_missing', param });
      }
      if (holder.type === 'account') accountOf(world, named);
      const { filters, limits, manual_entry, return_url, prefetch = [] } = params;
      const { object } = add('session', 'fcsess', params, () => ({
        object: 'financial_connections.session',
        account_holder: holder,
        accounts: bankAccounts.listOf([]),
        livemode,
        permissions: params['permissions'],
        prefetch,
        ...Object.fromEntries(
          Object.entries({ filters, limits, manual_entry, return_url }).filter(([, value]) => value),
        ),
      }));
      world.record({
        type: 'mint',
        flow: 'financial_connections',
        session: object['id'] as string,
        account: named,
      });
      return object;
    },
    createIntent(kind, params, livemode) {
      const { confirm: isConfirmed, payment_method, metadata = {} } = params;
      const entry = add(kind, kind === 'payment_intent' ? 'pi' : 'seti', params, () => ({
        object: kind,
        ...Object.fromEntries(KEPT.filter((name) => name in params).map((name) => [name, params[name]])),
        ...(kind === 'payment_intent' && {
          amount: params['amount'],
          currency: params['currency'],
        }),
        created: now(),
        customer: params['customer'] ?? null,
        livemode,
        metadata,
        next_action: null,
        payment_method: null,
        payment_method_types: params['payment_method_types'] ?? ['us_bank_account'],
        status: 'requires_payment_method',
      }));
      if (isConfirmed) return confirm(entry, params);
      if (payment_method) attach(entry, payment_method as string);
      return entry.object;
    },
    retrieveIntent: (...intent) => findIntent(...intent).object,
    confirmIntent: (kind, id, livemode, params) => confirm(findIntent(kind, id, livemode), params),
    intent({ confirm: params, ...request }) {
      const entry = find(request);
      return params ? confirm(entry, params) : entry.object;
    },
    retrieve(id, livemode) {
      const session = findSession(id, livemode);
      if (!session) throw noSuch(SESSION, id);
      const { data } = session['accounts'] as ReturnType<typeof bankAccounts.listOf>;
      return { ...session, accounts: bankAccounts.listOf(data) };
    },
    account: bankAccounts.retrieve,
    disconnect: (id, livemode) =>
      Object.assign(bankAccounts.retrieve(id, livemode), { status: 'disconnected' }),
    accounts(params, livemode) {
      const { session } = params;
      if (session !== undefined && !findSession(session, livemode)) throw noSuch(SESSION, session, 'session');
      return bankAccounts.list(params, livemode);
    },
    open(request) {
      const entry = find(request);
      if (entry.kind !== 'session') checkIsOpen(entry.kind, entry.object, 'collect a bank account for');
      return show(entry);
    },
    close(request) {
      const entry = find(request);
      const chosen = request.linked.map((choice) => bankAccount(choice, entry));
      bankAccounts.add(chosen, entry.object['id'] as string);
      if (entry.kind === 'session') {
        entry.used = chosen.length > 0 || world.unknown.cancelledBankSession === 'used';
        entry.object['accounts'] = bankAccounts.listOf(chosen, Infinity);
      } else if (chosen[0]) {
        attach(entry, newPaymentMethod(), request.linked[0]!.manual);
      }
      return show(entry);
    },
    expire() {
      for (const entry of bySecret.values()) if (entry.kind === 'session') entry.expired = true;
    },
  };
}

const failure = (message: string, type: StripeFailure['type'] = 'invalid_request_error'): StripeFailure => ({
  type,
  message,
});
