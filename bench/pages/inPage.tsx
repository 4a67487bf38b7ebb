import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { createSandbox } from 'stripe-embedded/sandbox';
import { KEY, stripeConnect, type AppProps, type StripeElement } from './app.js';

const channel = new MessageChannel();
/** Waits for a new task, so that all promises have settled, without the 4 ms of a nested timer. */
const nextTask = () =>
  new Promise<void>((resolve) => {
    channel.port1.addEventListener('message', () => resolve(), { once: true });
    channel.port1.start();
    channel.port2.postMessage(0);
  });

/** From now on, the element's setters only count calls: drawing in the sandbox is not time spent in a library. */
function countSetters() {
  const setters = { count: 0 };
  const { prototype } = customElements.get('stripe-connect-payments')!;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (!/^set.+InternalOnly$/.test(name)) continue;
    Object.defineProperty(prototype, name, { value: () => void setters.count++ });
  }
  return setters;
}

/** The app with the whole sandbox in its page, so that no network is measured. */
export function start(App: ComponentType<AppProps>) {
  const sandbox = createSandbox();
  sandbox.install(window);
  const secret = async () => (await sandbox.endpoint({ flow: 'connect' })).clientSecret;
  window.fetch = async () => Response.json({ client_secret: await secret() });

  const place = document.getElementById('root')!;
  const root = createRoot(place);
  const seen = { started: 0 };
  const draw = (count: number) =>
    flushSync(() => root.render(<App count={count} onLoaderStart={() => seen.started++} />));
  const settle = async (count: number) => {
    while (seen.started < count) await nextTask();
    await nextTask();
  };
  const bench = {
    async mount(count: number) {
      seen.started = 0;
      draw(count);
      await settle(count);
    },
    /** The same elements without React. */
    async mountBare(count: number) {
      seen.started = 0;
      const { connect } = stripeConnect().init({ publishableKey: KEY, fetchClientSecret: secret });
      for (let at = 0; at < count; at++) {
        const element = document.createElement('stripe-connect-payments') as StripeElement;
        element.setOnLoaderStartInternalOnly(() => seen.started++);
        place.append(element);
        element.setConnector(connect);
      }
      await settle(count);
    },
    /** Milliseconds in React: render, commit and effects. What setters do later, in promises, does not count. */
    async rerender(count: number, times: number) {
      const setters = countSetters();
      let spent = 0;
      for (let at = 0; at < times; at++) {
        const began = performance.now();
        draw(count);
        spent += performance.now() - began;
        await nextTask();
      }
      return { spent, setters: setters.count };
    },
    /** Mounts and unmounts one component, together with its provider or within it. */
    async cycle(times: number, withProvider: boolean) {
      for (let at = 0; at < times; at++) {
        await bench.mount(1);
        if (withProvider) flushSync(() => root.render(null));
        else draw(0);
        await nextTask();
      }
      // The sandbox's log must not count as the library's memory.
      sandbox.log.length = 0;
    },
  };
  Object.assign(window, { bench });
}
