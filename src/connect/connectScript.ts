import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import type { IStripeConnectInitParams, StripeConnectInstance } from '@stripe/connect-js';
import type { Clock } from '../session/clock.js';
import { createShared } from '../session/createShared.js';
import { EmbeddedError, fault } from '../session/errors.js';
import { inTime } from '../session/inTime.js';
import type { Debuggable } from './connectTypes.js';

const SCRIPT = 'https://connect-js.stripe.com/v1.0/connect.js';

export interface ScriptOptions {
  clock: Clock;
  timeout: number;
  nonce?: string;
  /** Where each attempt gets its secrets from: what an earlier one asks for is of no use any more. */
  newFetcher: () => IStripeConnectInitParams['fetchClientSecret'];
}

/** Stripe's loader remembers a failure for the page's life, so it is not asked again after one. */
let loaderIsSpent = false;

/** Connect.js as it is in the page now: a test's page may get another one. */
export const scriptNow = (): unknown =>
  (window as { StripeConnect?: { init?: unknown } }).StripeConnect?.init;

/** Markup such as `<a id="StripeConnect">` makes a global of that name too: only `init` tells. */
const scriptIsReady = () => typeof scriptNow() === 'function';

/** The tag of ours that is on its way: whoever else needs it waits for the same one. */
const coming = createShared<void>();

/** The hint for the browser goes with them: where it hangs, a new tag would wait for the same request. */
const removeTags = () => {
  coming.forget();
  const tags = document.querySelectorAll(`script[src^="${SCRIPT}"], link[href="${SCRIPT}"]`);
  tags.forEach((tag) => tag.remove());
};

/**
 * Starts Connect.js and waits until it runs. A script that did not come can be asked for again, without a
 * reload of the page.
 */
export async function startConnect(
  params: Omit<IStripeConnectInitParams, 'fetchClientSecret'>,
  options: ScriptOptions,
): Promise<StripeConnectInstance> {
  // A tag of ours before Stripe's loader looks: it cannot set a nonce, nor try twice. Where neither is
  // needed the loader puts its own, and so logs no warning about a script that is already there.
  if ((loaderIsSpent || options.nonce) && !scriptIsReady())
    await within(
      options,
      coming.share(() => putTag(options.nonce).catch(blocked)),
    );
  // The package's root entry holds a second copy of the loader, which does not remember the failure.
  const load = loaderIsSpent
    ? (await within(options, secondLoader())).loadConnectAndInitialize
    : loadConnectAndInitialize;

  const instance: Debuggable = load({ ...params, fetchClientSecret: options.newFetcher() });
  try {
    await within(options, instance.debugInstance?.());
    return instance;
  } catch (cause) {
    const wasSpent = loaderIsSpent;
    loaderIsSpent = true;
    if (!scriptIsReady()) {
      removeTags();
      return blocked(cause);
    }
    // The script is here: it may be only a failure that the loader remembers from before.
    if (!wasSpent) return startConnect(params, options);
    throw fault(
      'component_load_failed',
      { message: String((cause as Error | undefined)?.message ?? cause) },
      { cause },
    );
  }
}

/** A chunk of the app's, which may fail as the script did. */
const secondLoader = () => import('@stripe/connect-js').catch(blocked);

const blocked = (cause: unknown): never => {
  throw cause instanceof EmbeddedError ? cause : scriptBlocked(cause);
};

/** Lets the script travel while the endpoint is still asked for the publishable key. */
export function preloadScript(nonce?: string): void {
  if (scriptIsReady() || document.querySelector(`[href="${SCRIPT}"], script[src="${SCRIPT}"]`)) return;
  const link = Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: SCRIPT });
  if (nonce) link.nonce = nonce;
  document.head.append(link);
}

const putTag = (nonce?: string) =>
  new Promise<void>((resolve, reject) => {
    const tag = document.createElement('script');
    if (nonce) tag.nonce = nonce;
    // Trusted Types refuse it, where the page has no policy for it: then this throws.
    tag.src = SCRIPT;
    tag.addEventListener('load', () => (scriptIsReady() ? resolve() : fail()));
    tag.addEventListener('error', fail);
    document.head.append(tag);
    function fail(cause?: unknown) {
      tag.remove();
      reject(cause);
    }
  });

const within = <T>({ clock, timeout }: ScriptOptions, work: T | PromiseLike<T>) =>
  inTime(clock, timeout, work, () => {
    // A script that arrives after all must not do so beside the tag of the next attempt.
    if (!scriptIsReady()) removeTags();
    return fault('script_timeout', { timeout }, { retryable: true });
  });

export const scriptBlocked = (cause: unknown, retryable = true) =>
  fault('script_blocked', {}, { cause: cause instanceof Error ? cause : undefined, retryable });
