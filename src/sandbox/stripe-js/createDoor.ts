import type { CollectMethod } from '../log.js';
import { IntegrationError } from './IntegrationError.js';
import { INTENT_METHODS, METHODS, type IntentMethod } from './methods.js';

export interface Options {
  locale?: string;
}

export type StripeGlobal = (publishableKey: string, options?: Options) => object;

export type Begin = (
  name: CollectMethod,
  input: unknown,
  publishableKey: string,
  options: Options,
) => Promise<object>;

export type CallIntent = (name: IntentMethod, publishableKey: string, ...input: unknown[]) => Promise<object>;

/**
 * stripe-js keeps the first `Stripe` that it finds, and pages keep what `Stripe` gave them, as Stripe's docs advise. Both
 * must lead to the sandbox that is on the page now.
 */
export interface Door {
  Stripe: StripeGlobal;
  begin: Begin;
  callIntent: CallIntent;
  /** Ends the current flow of the sandbox behind this door. */
  leave: () => void;
}

/** Methods that `<Elements>` looks for, or that a page may call although the sandbox does not have them. */
const NOT_HERE = [
  'createToken',
  'createPaymentMethod',
  'confirmCardPayment',
  'confirmPayment',
  'confirmSetup',
  'verifyMicrodepositsForPayment',
  'verifyMicrodepositsForSetup',
];

/** The `Stripe` of a page, which leads to whatever sandbox is behind the door. */
export function createDoor(behind: Omit<Door, 'Stripe'>): Door {
  const notHere = (name: string) => () => {
    throw new IntegrationError(
      `stripe.${name}() is not part of the sandbox, which simulates bank linking only.`,
    );
  };
  const door: Door = { ...behind, Stripe };
  return door;

  function Stripe(publishableKey: string, options: Options = {}) {
    if (typeof publishableKey !== 'string' || !publishableKey) {
      throw new IntegrationError('Missing value for Stripe(): apiKey should be a string.');
    }
    if (/^[sr]k_/.test(publishableKey)) {
      throw new IntegrationError(
        'You should not use your secret key with Stripe.js. Please pass a publishable key instead.',
      );
    }
    const elements = () => ({
      create: notHere('elements().create'),
      getElement: () => null,
      update: () => {},
      submit: async () => ({}),
    });
    return {
      ...Object.fromEntries(
        (Object.keys(METHODS) as CollectMethod[]).map((name) => [
          name,
          (input: unknown) => door.begin(name, input, publishableKey, options),
        ]),
      ),
      ...Object.fromEntries(
        (Object.keys(INTENT_METHODS) as IntentMethod[]).map((name) => [
          name,
          (...input: unknown[]) => door.callIntent(name, publishableKey, ...input),
        ]),
      ),
      ...Object.fromEntries(NOT_HERE.map((name) => [name, notHere(name)])),
      elements,
      registerAppInfo: () => {},
      _registerWrapper: () => {},
    };
  }
}
