import { COMPONENT_FEATURES, PREVIEW_COMPONENTS } from './componentTable.js';
import type { Schema } from './schema.js';

const text: Schema = { type: 'string' };
const flag: Schema = { type: 'boolean' };
const oneOf = (...anyOf: string[]): Schema => ({ type: 'string', anyOf });
const listOf = (of: Schema, min = 0): Schema => ({ type: 'list', of, min });
const object = (fields: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  fields,
  required,
});
const everyOne = (names: readonly string[], schema: Schema) =>
  Object.fromEntries(names.map((name) => [name, schema]));

const expand = listOf(text);
const anywhere = { expand, metadata: { type: 'anything' } satisfies Schema };

const component = (features: Schema) => object({ enabled: flag, features }, ['enabled']);

const components = object({
  ...Object.fromEntries(
    Object.entries(COMPONENT_FEATURES).map(([name, features]) => [
      name,
      component(object(everyOne(features, flag))),
    ]),
  ),
  ...everyOne(PREVIEW_COMPONENTS, component({ type: 'anything' })),
});

const subcategories = listOf(oneOf('checking', 'credit_card', 'line_of_credit', 'mortgage', 'savings'));

const support = oneOf('all', 'at_least_one', 'none');

const bankSession = (filters: Record<string, Schema>) =>
  object(
    {
      ...anywhere,
      account_holder: object(
        { type: oneOf('account', 'customer'), account: text, customer: text, customer_account: text },
        ['type'],
      ),
      permissions: listOf(oneOf('balances', 'ownership', 'payment_method', 'transactions'), 1),
      prefetch: listOf(oneOf('balances', 'ownership', 'transactions')),
      filters: object({ account_subcategories: subcategories, ...filters }),
      limits: object({ accounts: { type: 'integer', min: 1 } }, ['accounts']),
      manual_entry: object({ mode: oneOf('automatic', 'disabled') }),
      return_url: text,
    },
    ['account_holder', 'permissions'],
  );

const anything: Schema = { type: 'anything' };

/** How a SetupIntent is confirmed. Only the payment method matters to a bank account. */
const setupConfirmation = {
  expand,
  payment_method: text,
  ...everyOne(
    [
      'allowed_payment_method_types',
      'mandate_data',
      'payment_method_data',
      'payment_method_options',
      'return_url',
      'use_stripe_sdk',
    ],
    anything,
  ),
} satisfies Record<string, Schema>;

const paymentConfirmation = {
  ...setupConfirmation,
  ...everyOne(
    [
      'amount_details',
      'capture_method',
      'error_on_requires_action',
      'excluded_payment_method_types',
      'hooks',
      'mandate',
      'off_session',
      'payment_details',
      'radar_options',
      'receipt_email',
      'setup_future_usage',
      'shipping',
    ],
    anything,
  ),
} satisfies Record<string, Schema>;

const intent = {
  ...anywhere,
  ...everyOne(
    ['automatic_payment_methods', 'excluded_payment_method_types', 'payment_method_configuration'],
    anything,
  ),
  ...everyOne(['customer', 'customer_account', 'description', 'on_behalf_of'], text),
  confirm: flag,
  payment_method_types: listOf(text),
} satisfies Record<string, Schema>;

const amount: Schema = { type: 'integer', min: 1 };

/** What Stripe wants to know of a business. It is stored as it comes, so it is not checked. */
const ofBusiness = everyOne(
  [
    'account_token',
    'business_profile',
    'capabilities',
    'company',
    'documents',
    'external_account',
    'groups',
    'individual',
    'settings',
    'tos_acceptance',
  ],
  anything,
);

const account_update: Record<string, Schema> = {
  ...anywhere,
  ...ofBusiness,
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit'),
  default_currency: text,
  email: text,
};

const account = {
  ...account_update,
  country: text,
  controller: object({
    fees: object({ payer: oneOf('account', 'application') }),
    losses: object({ payments: oneOf('application', 'stripe') }),
    requirement_collection: oneOf('application', 'stripe'),
    stripe_dashboard: object({ type: oneOf('express', 'full', 'none') }),
  }),
  type: oneOf('custom', 'express', 'standard'),
};

const due = oneOf('currently_due', 'eventually_due');

const page = {
  expand,
  limit: { type: 'integer', min: 1, max: 100 },
  starting_after: text,
  ending_before: text,
} satisfies Record<string, Schema>;

/** The body parameters of each request that creates something, and the query parameters of each that reads. */
export const PARAMETERS = {
  account_session: object({ ...anywhere, account: text, components }, ['account', 'components']),
  bank_session: bankSession({ country: text, require_payment_method_support: support }),
  older_bank_session: bankSession({ countries: listOf(text), require_payment_method_support: support }),
  link_account_session: bankSession({ countries: listOf(text) }),
  payment_intent: object(
    {
      ...intent,
      ...paymentConfirmation,
      ...everyOne(
        ['confirmation_method', 'statement_descriptor', 'statement_descriptor_suffix', 'transfer_data'],
        anything,
      ),
      amount,
      application_fee_amount: amount,
      currency: text,
      transfer_group: text,
    },
    ['amount', 'currency'],
  ),
  payment_intent_confirmation: object({ ...paymentConfirmation, amount_to_confirm: amount }),
  setup_intent: object({
    ...intent,
    ...setupConfirmation,
    ...everyOne(['attach_to_self', 'flow_directions', 'single_use'], anything),
    usage: oneOf('off_session', 'on_session'),
  }),
  setup_intent_confirmation: object(setupConfirmation),
  one_intent: object({ expand, client_secret: text }),
  account: object(account),
  account_update: object(account_update),
  account_link: object(
    {
      expand,
      account: text,
      type: oneOf('account_onboarding', 'account_update'),
      collect: due,
      collection_options: object({ fields: due, future_requirements: oneOf('include', 'omit') }),
      refresh_url: text,
      return_url: text,
    },
    ['account', 'type'],
  ),
  one: object({ expand }),
  accounts: object({ ...page, created: anything }),
  bank_accounts: object({
    ...page,
    account_holder: object({ account: text, customer: text, customer_account: text }),
    session: text,
  }),
} satisfies Record<string, Schema>;
