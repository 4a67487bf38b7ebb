import { askForScript } from '../askForScript.js';
import type {
  BankSession,
  LinkedAccountChoice,
  LinkedAccountWish,
  StripeFailure,
  StripeHost,
} from '../host.js';
import type { CollectMethod } from '../log.js';
import { misuse } from '../misuse.js';
import { checkSecret } from './checkSecret.js';
import {
  createDoor,
  type Begin,
  type CallIntent,
  type Door,
  type Options,
  type StripeGlobal,
} from './createDoor.js';
import { fillWishes } from './fillWishes.js';
import { firstAccounts } from './institutions.js';
import { IntegrationError } from './IntegrationError.js';
import { INTENT_METHODS, METHODS } from './methods.js';
import { openModal } from './modal.js';

type Win = Window & typeof globalThis;

/** The controls of the open bank-linking modal, for tests. */
export interface StripeJsRuntime {
  /**
   * Ends the modal as a person who links these accounts would. By default, links the first account of the first
   * bank shown, or as many as the session allows.
   */
  link(accounts?: LinkedAccountWish[]): void;
  /** Closes the modal as a person who cancels would. */
  cancel(): void;
  /** Ends the modal with an error, as a bank or Stripe would. Pass an error or only its message. */
  fail(error?: string | Partial<StripeFailure>): void;
  /** Whether a flow is in progress. */
  readonly isOpen: boolean;
  /** Removes Stripe.js from the page and ends its flow. */
  uninstall(): void;
}

type Ending = { linked: LinkedAccountChoice[] } | { error: StripeFailure };

interface Flow {
  /** Ends the flow at whatever step it is. */
  leave: () => void;
  /** Set once the modal is open. */
  end?: (ending: Ending) => void;
  session?: BankSession;
  /** What a test requested before the modal was open. */
  early?: () => void;
}

const SCRIPT = 'https://js.stripe.com/v3/';

const TAKEN_OUT: StripeFailure = {
  type: 'api_connection_error',
  message: 'The sandbox was taken out of the page.',
};

type Json = Record<string, unknown>;

const doors = new WeakMap<Win, Door>();

/**
 * A new sandbox ends the flow of one that was left in the page: nobody could end its modal, and no other flow could begin
 * while it is open.
 */
const leaveStripeJs = (window: Win): void => doors.get(window)?.leave();

/** Makes a page with an earlier sandbox's Stripe.js request it again at the next flow. Returns a function that stops this. */
export function awaitStripeJs(window: Win): () => void {
  leaveStripeJs(window);
  const door = doors.get(window);
  if (!door) return () => {};
  const { begin, callIntent } = door;
  const ask = async () => {
    await askForScript(window, SCRIPT);
    if (door.begin === later.begin) throw new Error('Stripe.js not available');
  };
  const later: Pick<Door, 'begin' | 'callIntent'> = {
    begin: async (...flow) => {
      await ask();
      return door.begin(...flow);
    },
    callIntent: async (...call) => {
      await ask();
      return door.callIntent(...call);
    },
  };
  const page = window as { Stripe?: unknown };
  const given = page.Stripe;
  Object.assign(door, later);
  delete page.Stripe;
  return () => {
    if (door.begin !== later.begin) return;
    Object.assign(door, { begin, callIntent });
    // Restore the sandbox that was here before.
    if (given) page.Stripe = given;
  };
}

/** Installs Stripe.js in a page: the part of `window.Stripe` that linking a bank account needs. */
export function installStripeJs(window: Win, host: StripeHost): StripeJsRuntime {
  let flow: Flow | undefined;
  let closeModal = () => {};
  let isOut = false;

  const leave = () => {
    closeModal();
    flow?.leave();
    flow = undefined;
  };

  async function collect(
    method: CollectMethod,
    clientSecret: string,
    publishableKey: string,
    options: Options,
  ) {
    const { kind, answer } = METHODS[method];
    const request = { clientSecret, publishableKey, kind };
    const mine: Flow = (flow = { leave: () => {} });
    // Otherwise a page that waits for the modal of a removed sandbox would wait forever.
    const left = new Promise<never>((_, reject) => (mine.leave = () => reject(TAKEN_OUT)));
    left.catch(() => {});
    if (isOut) leave();
    try {
      mine.session = await Promise.race([host.openBankSession(request), left]);
      const ended = new Promise<Ending>((resolve) => {
        mine.end = resolve;
        const locale =
          options.locale && options.locale !== 'auto' ? options.locale : window.navigator.language;
        closeModal = openModal({
          document: window.document,
          session: mine.session!,
          seed: host.seed,
          locale,
          onEnd: (linked) => resolve({ linked }),
        });
        mine.early?.();
      });
      const ending = await Promise.race([ended, left]);
      closeModal();
      if ('error' in ending) throw ending.error;
      const closed = await Promise.race([host.closeBankSession({ ...request, linked: ending.linked }), left]);
      host.record({ type: 'collect', method, outcome: ending.linked.length ? 'linked' : 'cancelled' });
      return answer(asStripeJs(closed.object), ending.linked.length > 0);
    } catch (error) {
      host.record({ type: 'collect', method, outcome: 'failed' });
      return { error };
    } finally {
      if (flow === mine) flow = undefined;
    }
  }

  const begin: Begin = (name, input, publishableKey, options) => {
    const { clientSecret, params } = (input ?? {}) as { clientSecret?: unknown; params?: unknown };
    const { kind } = METHODS[name];
    checkSecret(name, kind, clientSecret);
    if (kind !== 'session' && typeof params !== 'object') {
      throw new IntegrationError(
        `Invalid value for stripe.${name}(): params should be an object with payment_method_type.`,
      );
    }
    if (flow)
      throw new IntegrationError(
        `stripe.${name}(): a bank account is being collected already. Wait until that has ended.`,
      );
    return collect(name, clientSecret, publishableKey, options);
  };

  const callIntent: CallIntent = async (name, publishableKey, clientSecret, data) => {
    const { kind, confirms } = INTENT_METHODS[name];
    checkSecret(name, kind, clientSecret);
    const confirm = confirms ? { ...(data as Json | undefined) } : undefined;
    try {
      const intent = await host.intent({ clientSecret, publishableKey, kind, confirm });
      return { [kind === 'payment_intent' ? 'paymentIntent' : 'setupIntent']: asStripeJs(intent) };
    } catch (error) {
      return { error };
    }
  };

  const page = window as unknown as { Stripe?: StripeGlobal };
  leaveStripeJs(window);
  const now = { begin, callIntent, leave };
  const door = doors.get(window) ?? createDoor(now);
  Object.assign(door, now);
  doors.set(window, door);
  // The release train that the newest loader expects. With another one, it warns.
  page.Stripe = Object.assign(door.Stripe, { version: 'endive' });

  const control = (ending: (session: BankSession) => Ending) => {
    const current = flow;
    if (!current)
      throw misuse('financialConnections', 'has no open modal: call one of the `collect…` methods first.');
    const act = () => current.end?.(ending(current.session!));
    if (current.end) act();
    else current.early = act;
  };

  return {
    get isOpen() {
      return flow !== undefined;
    },
    link(accounts) {
      if (accounts !== undefined && !isListOfObjects(accounts))
        throw misuse('accounts', "is not a list of accounts such as [{ last4: '6789' }].");
      control((session) => ({
        linked: accounts
          ? fillWishes(accounts, session, host.seed)
          : firstAccounts(session, host.seed).slice(0, session.allowed.accounts ?? 1),
      }));
    },
    cancel: () => control(() => ({ linked: [] })),
    fail(error = {}) {
      const told = typeof error === 'string' ? { message: error } : error;
      // Read by name, because a spread omits the message of an `Error`.
      const { message = 'The sandbox was told to fail.' } = told;
      control(() => ({ error: { type: 'api_error', ...told, message } }));
    },
    uninstall() {
      isOut = true;
      leave();
      // A later installation stays.
      if (door.begin === begin) delete page.Stripe;
    },
  };
}

const isListOfObjects = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);

/** A copy, which does not change when the object or its accounts do. Stripe.js returns the accounts as a plain list. */
function asStripeJs(object: Json): Json {
  const accounts = object['accounts'] as { data?: Json[] } | undefined;
  return { ...object, ...(accounts && { accounts: (accounts.data ?? []).map((one) => ({ ...one })) }) };
}
