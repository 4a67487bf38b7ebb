import type { EmbeddedError } from '../session/errors.js';
import { whatFailed } from '../ui/whatFailed.js';

/** The errors that a returning network fixes, by their code or by the type of Stripe's own error. */
const OF_THE_NETWORK = /^endpoint_unreachable|^script_blocked|api_connection_error$/;

/** `pageshow` too: when the user leaves a page, the browser cancels its pending requests. */
const RETURNS = ['online', 'pageshow'];

/** Retries when the network is back. Returns the function that stops listening. */
export function createHealing(getError: () => EmbeddedError | undefined, retry: () => void): () => void {
  const heal = ({ persisted = true }: Partial<PageTransitionEvent>) => {
    // `pageshow` also fires after a normal load, when nothing has come back.
    if (persisted && OF_THE_NETWORK.test(whatFailed(getError()))) retry();
  };
  RETURNS.forEach((news) => window.addEventListener(news, heal));
  return () => RETURNS.forEach((news) => window.removeEventListener(news, heal));
}
