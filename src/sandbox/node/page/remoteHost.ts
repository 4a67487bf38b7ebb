import { createMovableClock } from '../../clock.js';
import type { Claim, StripeHost } from '../../host.js';
import type { LogInput } from '../../log.js';
import { CALL_PATH, EVENTS_PATH, type Method, type PageConfig, type PageEvent } from '../channel.js';

interface Answer<T> {
  value: T;
  failure?: unknown;
  /** The sandbox's time. */
  now: number;
}

/** Stripe for a page whose sandbox lives in another process. */
function createRemoteHost({ url, seed, latency, unknown, now }: PageConfig): StripeHost {
  const offset = now - Date.now();
  const clock = createMovableClock({
    now: () => Date.now() + offset,
    setTimeout: (task, delay) => setTimeout(task, delay),
    clearTimeout: (timer) => clearTimeout(timer as number),
  });
  const expiryListeners = new Set<() => void>();

  async function ask<T>(method: Method, argument: unknown): Promise<Answer<T>> {
    const response = await fetch(`${url}${CALL_PATH}`, {
      method: 'POST',
      keepalive: true,
      body: JSON.stringify({ method, argument }),
    }).catch(() => {
      throw { type: 'api_connection_error', message: 'The sandbox could not be reached.' };
    });
    const answer = (await response.json()) as Answer<T>;
    if (answer.failure) throw answer.failure;
    return answer;
  }

  const call = async <T>(method: Method, argument: unknown) => (await ask<T>(method, argument)).value;

  const unsent: LogInput[] = [];
  let sent = Promise.resolve();
  const send = async () => {
    if (unsent.length) await ask('record', unsent.splice(0)).catch(() => {});
  };
  // After this, a page that unloads can send nothing.
  window.addEventListener('pagehide', () => void send());

  /** Converts the expiry to the page's own clock, which may have been set since the script was served. */
  async function claim(request: object): Promise<Claim> {
    // Keeps the log in order: earlier entries must arrive before the claim.
    await sent;
    const { value, now: then } = await ask<Claim>('claim', request);
    return { ...value, expiresAt: value.expiresAt + (clock.now() - then) / 1000 };
  }

  new EventSource(`${url}${EVENTS_PATH}`).addEventListener('message', ({ data }) => {
    const event = JSON.parse(data as string) as PageEvent;
    if (event.type === 'advance') clock.advance(event.ms);
    else for (const listener of expiryListeners) listener();
  });

  return {
    clock,
    seed,
    latency,
    unknown,
    claim,
    openBankSession: (request) => call('openBankSession', request),
    closeBankSession: (request) => call('closeBankSession', request),
    intent: (request) => call('intent', request),
    takeElementFault: (tag) => call('takeElementFault', tag),
    submitDetails: (account) => call('submitDetails', account),
    record(entry) {
      unsent.push(entry);
      sent = sent.then(send);
    },
    onExpire(listener) {
      expiryListeners.add(listener);
      return () => expiryListeners.delete(listener);
    },
  };
}

const page = window as unknown as { StripeSandbox?: { host?: StripeHost } };

/** Both scripts of a page share one host. */
export function pageHost(config: PageConfig): StripeHost {
  const sandbox = (page.StripeSandbox ??= {});
  return (sandbox.host ??= createRemoteHost(config));
}

/** Exposes the controls that a browser test reaches through the page. */
export function expose(controls: object): void {
  Object.assign((page.StripeSandbox ??= {}), controls);
}
