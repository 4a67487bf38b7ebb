/** The names that Stripe's API has for bank linking, by where they stand in a policy. */
export const BANK_NAMES = {
  financialConnections: [
    'permissions',
    'filters',
    'limits',
    'prefetch',
    'manual_entry',
    'return_url',
    'legacy',
  ] as readonly string[],
  permissions: ['balances', 'ownership', 'payment_method', 'transactions'] as readonly string[],
  prefetch: ['balances', 'ownership', 'transactions'] as readonly string[],
  filters: ['country', 'countries', 'account_subcategories'] as readonly string[],
  account_subcategories: [
    'checking',
    'credit_card',
    'line_of_credit',
    'mortgage',
    'savings',
  ] as readonly string[],
};
