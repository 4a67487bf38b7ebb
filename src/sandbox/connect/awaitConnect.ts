import { askForScript } from '../askForScript.js';
import { connectGlobal } from './connectGlobal.js';

type Win = Window & typeof globalThis;

const SCRIPT = 'https://connect-js.stripe.com/v1.0/connect.js';

/**
 * Makes a page ask for Connect.js. connect-js asks once in a page's life, and calls what an earlier sandbox gave it
 * from then on: that call asks, as connect-js itself would have. Returns the way to stop.
 */
export function awaitConnect(window: Win): () => void {
  const own = connectGlobal(window);
  let asking: Promise<void> | undefined;
  const init = async (params: unknown): Promise<unknown> => {
    await (asking ??= askForScript(window, SCRIPT));
    if (own.init === init) throw new Error('Connect.js did not load the necessary objects');
    return (own.init as typeof init)(params);
  };
  own.init = init;
  delete (window as { StripeConnect?: unknown }).StripeConnect;
  return () => {
    if (own.init === init) delete own.init;
  };
}
