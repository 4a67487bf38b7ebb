import { redact } from './redact.js';

interface StripeError {
  type?: string;
  code?: string | undefined;
  message?: string | undefined;
}

/**
 * What Stripe reported, as the cause of an error: pages that used to call Stripe directly rely on `type` and `code`. The
 * text is redacted here already, because an error with a secret in it would be copied later, without these two.
 */
export const stripeCause = ({ type, code, message }: StripeError): Error =>
  Object.assign(new Error(redact(message ?? '')), { type, code });
