import { ApiError } from './ApiError.js';

type Json = Record<string, unknown>;

export type IntentKind = 'payment_intent' | 'setup_intent';

const NAMES = { payment_intent: 'PaymentIntent', setup_intent: 'SetupIntent' };
const OPEN = ['requires_payment_method', 'requires_confirmation'];
const TWO_DAYS = 2 * 24 * 60 * 60;

/** Throws for an intent that is already confirmed: nothing can be collected for it, and it cannot be confirmed again. */
export function checkIsOpen(kind: IntentKind, { status }: Json, what: string): void {
  if (!OPEN.includes(status as string))
    throw unexpected(
      kind,
      `You cannot ${what} this ${NAMES[kind]} because it has a status of ${String(status)}.`,
    );
}

/** Confirms an open intent. Account numbers that were typed in are verified first, with small deposits. */
export function confirmIntent(kind: IntentKind, intent: Json, isTyped: boolean, now: number): void {
  if (!intent['payment_method'])
    throw unexpected(kind, `You cannot confirm this ${NAMES[kind]} because it's missing a payment method.`);
  if (!isTyped) {
    intent['status'] = kind === 'payment_intent' ? 'processing' : 'succeeded';
    return;
  }
  intent['status'] = 'requires_action';
  intent['next_action'] = {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: now + TWO_DAYS,
      hosted_verification_url: `https://payments.stripe.com/microdeposit/${String(intent['id'])}`,
      microdeposit_type: 'descriptor_code',
    },
  };
}

const unexpected = (kind: IntentKind, message: string) =>
  new ApiError(400, message, { code: `${kind}_unexpected_state` });
