import { askForScript } from '../askForScript.js';
import { connectGlobal } from './connectGlobal.js';

type Win = Window & typeof globalThis;

const SCRIPT = 'https://connect-js.stripe.com/v1.0/connect.js';

/**
 * Makes a page request Connect.js. connect-js itself requests the script only once in a page's life, and from then on
 * calls what an earlier sandbox gave it. So that call requests the script instead. Returns a function that stops this.
 */
export function awaitConnect(window: Win): () => void {
  const page = window as { StripeConnect?: unknown };
  const own = connectGlobal(window);
  let asking: Promise<void> | undefined;
  const init = async (params: unknown): Promise<unknown> => {
    await (asking ??= askForScript(window, SCRIPT));
    if (own.init === init) throw new Error('Connect.js did not load the necessary objects');
    return (own.init as typeof init)(params);
  };
  const before = page.StripeConnect === own ? own.init : undefined;
  const waiting: { before?: unknown } = Object.assign(init, { before });
  own.init = waiting;
  delete page.StripeConnect;
  return () => {
    if (own.init !== waiting) return;
    delete own.init;
    // Restore the sandbox that was here before.
    if (waiting.before) page.StripeConnect = Object.assign(own, { init: before });
  };
}
