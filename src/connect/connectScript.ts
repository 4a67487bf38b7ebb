import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import type { IStripeConnectInitParams, StripeConnectInstance } from '@stripe/connect-js';
import type { Clock } from '../session/clock.js';
import { createShared } from '../session/createShared.js';
import { EmbeddedError, fault } from '../session/errors.js';
import { inTime } from '../session/inTime.js';
import type { Debuggable } from './connectTypes.js';
import { hintInHtml } from './hintInHtml.js';

const SCRIPT = 'https://connect-js.stripe.com/v1.0/connect.js';

interface ScriptOptions {
  clock: Clock;
  loadTimeout: number;
  nonce?: string;
  /** Creates the secret fetcher for each attempt: requests from earlier attempts are ignored. */
  newFetcher: () => IStripeConnectInitParams['fetchClientSecret'];
}

/** Stripe's loader remembers a failure for the life of the page, so it is not used again after one. */
let loaderIsSpent = false;

/** The Connect.js that is on the page now: a test may replace it. */
export const scriptNow = (): unknown =>
  (window as { StripeConnect?: { init?: unknown } }).StripeConnect?.init;

/** Check `init`, because markup such as `<a id="StripeConnect">` creates a global of that name too. */
const scriptIsReady = () => typeof scriptNow() === 'function';

/** Every tag of the script, and the preload hint for it. */
const findTags = () => document.querySelectorAll(`script[src^="${SCRIPT}"], link[href="${SCRIPT}"]`);

/** Our own script tag while it is loading, so that everybody waits for the same one. */
const coming = createShared<void>();

/**
 * Removes the preload hint too: if its request hangs, a new tag would wait for the same request. React would throw at a
 * page's own hint that has no parent, so it gets another one.
 */
const removeTags = () => {
  coming.forget();
  new DocumentFragment().append(...findTags());
};

/**
 * Starts Connect.js and waits until it is running. If the script did not load, another call can try again without a
 * page reload.
 */
export async function startConnect(
  params: Omit<IStripeConnectInitParams, 'fetchClientSecret'>,
  options: ScriptOptions,
): Promise<StripeConnectInstance> {
  // Insert our own tag before Stripe's loader looks, because the loader can neither set a nonce nor try twice. If
  // neither is needed, let the loader insert its own, so that it does not warn about an existing script.
  if ((loaderIsSpent || options.nonce) && !scriptIsReady())
    await within(
      options,
      coming.share(() => putTag(options.nonce).catch(blocked)),
    );
  // The package's root entry contains a second copy of the loader, which does not remember the failure.
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
    // The script is loaded, so this may be only an earlier failure that the loader remembers.
    if (!wasSpent) return startConnect(params, options);
    throw fault(
      'component_load_failed',
      { message: String((cause as Error | undefined)?.message ?? cause) },
      { cause },
    );
  }
}

/** A chunk of the app's bundle, which may fail to load like the script. */
const secondLoader = () => import('@stripe/connect-js').catch(blocked);

const blocked = (cause: unknown): never => {
  throw cause instanceof EmbeddedError ? cause : scriptBlocked(cause);
};

/** Starts loading the script, as early as anything knows that it will be needed. */
export function preloadScript(nonce?: string): void {
  if (typeof document === 'undefined') return hintInHtml(SCRIPT, nonce);
  if (scriptIsReady() || findTags().length) return;
  const link = Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: SCRIPT });
  if (nonce) link.nonce = nonce;
  document.head.append(link);
}

const putTag = (nonce?: string) =>
  new Promise<void>((resolve, reject) => {
    const tag = document.createElement('script');
    if (nonce) tag.nonce = nonce;
    // Throws under Trusted Types if the page has no policy that allows it.
    tag.src = SCRIPT;
    tag.addEventListener('load', () => (scriptIsReady() ? resolve() : fail()));
    tag.addEventListener('error', fail);
    document.head.append(tag);
    function fail() {
      tag.remove();
      reject();
    }
  });

const within = <T>({ clock, loadTimeout: timeout }: ScriptOptions, work: T | PromiseLike<T>) =>
  inTime(clock, timeout, work, () => {
    // A late script must not load in addition to the tag of the next attempt.
    if (!scriptIsReady()) removeTags();
    return fault('script_timeout', { timeout }, { retryable: true });
  });

export const scriptBlocked = (cause: unknown, retryable = true) =>
  fault('script_blocked', {}, { cause, retryable });
