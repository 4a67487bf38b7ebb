import type { BankSessionRequest } from '../host.js';
import { IntegrationError } from './IntegrationError.js';

/** The client secret of each kind. */
const SHAPES = {
  session: /^fcsess_\w+_secret_\w+$/,
  payment_intent: /^pi_\w+_secret_\w+$/,
  setup_intent: /^seti_\w+_secret_\w+$/,
};

/** Throws, as Stripe.js does, if a method of Stripe.js gets something else than the client secret it needs. */
export function checkSecret(
  method: string,
  kind: BankSessionRequest['kind'],
  given: unknown,
): asserts given is string {
  if (typeof given === 'string' && SHAPES[kind].test(given)) return;
  throw new IntegrationError(
    `Invalid value for stripe.${method}(): clientSecret should be the client secret of a ${kind.replace('_', ' ')}.`,
  );
}
