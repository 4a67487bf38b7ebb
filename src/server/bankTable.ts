type Place =
  | 'policy'
  | 'permissions'
  | 'prefetch'
  | 'filters'
  | 'account_subcategories'
  | 'require_payment_method_support';

/** The names that Stripe's API has for bank linking, by their place in a policy. */
export const BANK_NAMES: Record<Place, readonly string[]> = {
  policy: ['permissions', 'filters', 'limits', 'prefetch', 'manual_entry', 'return_url', 'legacy'],
  permissions: ['balances', 'ownership', 'payment_method', 'transactions'],
  prefetch: ['balances', 'ownership', 'transactions'],
  filters: ['country', 'countries', 'account_subcategories', 'require_payment_method_support'],
  account_subcategories: ['checking', 'credit_card', 'line_of_credit', 'mortgage', 'savings'],
  require_payment_method_support: ['all', 'at_least_one', 'none'],
};
