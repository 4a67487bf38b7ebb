const CARDS = ['card_management', 'card_spend_dispute_management', 'cardholder_management'];
const PAYMENTS = [
  'capture_payments',
  'destination_on_behalf_of_charge_management',
  'dispute_management',
  'refund_management',
  'smart_disputes_management',
];
const BANK = ['disable_stripe_user_authentication', 'external_account_collection'];
const PAYOUTS = [...BANK, 'edit_payout_schedule', 'instant_payouts', 'standard_payouts'];

/** The components and features of Stripe's API. A test compares them with Stripe's own list. */
export const FEATURES_OF: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['account_management', BANK],
  ['account_onboarding', BANK],
  ['balance_report', []],
  ['balances', PAYOUTS],
  ['disputes_list', PAYMENTS],
  ['documents', []],
  ['financial_account', [...BANK, 'send_money', 'transfer_balance']],
  ['financial_account_transactions', ['card_spend_dispute_management']],
  ['instant_payouts_promotion', [...BANK, 'instant_payouts']],
  ['issuing_card', [...CARDS, 'spend_control_management']],
  ['issuing_cards_list', [...CARDS, 'disable_stripe_user_authentication', 'spend_control_management']],
  ['notification_banner', BANK],
  ['payment_details', PAYMENTS],
  ['payment_disputes', PAYMENTS.slice(1)],
  ['payment_method_settings', ['disable_stripe_user_authentication']],
  ['payments', PAYMENTS],
  ['payout_details', []],
  ['payout_reconciliation_report', []],
  ['payouts', PAYOUTS],
  ['payouts_list', []],
  ['reporting_chart', []],
  ['tax_registrations', []],
  ['tax_settings', []],
  ['terminal_hardware_orders', []],
  ['terminal_hardware_shop', []],
]);
