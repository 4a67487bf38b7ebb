import type { EmbeddedError } from '../session/errors.js';

/** The trouble that a returning network cures. */
const OF_THE_NETWORK = ['endpoint_unreachable', 'script_blocked'];

/** With a page that comes back, too: a browser cuts off what was on its way when it was left. */
const RETURNS = ['online', 'pageshow'];

/** Tries again when the network is there again. */
export function createHealing(getError: () => EmbeddedError | undefined, retry: () => void) {
  const heal = ({ persisted = true }: Partial<PageTransitionEvent>) => {
    // A page is also shown when it has just loaded: nothing has come back then.
    if (!persisted) return;
    if (OF_THE_NETWORK.includes(getError()?.code ?? '')) retry();
  };
  return {
    begin: () => RETURNS.forEach((news) => window.addEventListener(news, heal)),
    end: () => RETURNS.forEach((news) => window.removeEventListener(news, heal)),
  };
}
