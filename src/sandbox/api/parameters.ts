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

const intent = object({
  ...anywhere,
  amount: { type: 'integer', min: 1 },
  currency: text,
  customer: text,
  payment_method_types: listOf(text),
  payment_method_options: { type: 'anything' },
});

/** The body parameters of each request that creates something, and the query parameters of each that reads. */
export const PARAMETERS = {
  account_session: object({ ...anywhere, account: text, components }, ['account', 'components']),
  bank_session: bankSession({ country: text, require_payment_method_support: support }),
  /** Before API version 2026-09-30, the filter was a list of countries. */
  older_bank_session: bankSession({ countries: listOf(text), require_payment_method_support: support }),
  link_account_session: bankSession({ countries: listOf(text) }),
  intent,
  one: object({ expand }),
  bank_accounts: object({
    expand,
    account_holder: object({ account: text, customer: text, customer_account: text }),
    session: text,
    limit: { type: 'integer', min: 1, max: 100 },
    starting_after: text,
    ending_before: text,
  }),
} satisfies Record<string, Schema>;
