import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppProps } from './app.js';

/** The app on its own site, with Stripe's script and the sessions over HTTP. */
export function start(App: ComponentType<AppProps>) {
  const count = Number(new URLSearchParams(location.search).get('count') ?? 1);
  const root = createRoot(document.getElementById('root')!);
  const bench = {
    /** The time of each `onLoaderStart`, since the navigation. */
    started: [] as number[],
    /** Goes to another route, which has its own provider. */
    go(route: number) {
      bench.started = [];
      root.render(
        <StrictMode>
          <App key={route} count={count} onLoaderStart={() => bench.started.push(performance.now())} />
        </StrictMode>,
      );
    },
  };
  Object.assign(window, { bench });
  bench.go(0);
}
