import { act } from '@testing-library/react';
import { StrictMode, version } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { ConnectPayments, ConnectProvider } from 'stripe-embedded';
import { expect, it, onTestFinished, vi } from 'vitest';
import { KEY, stage, stateOf, type Stage } from '../support/stage.js';

const payments = ({ sandbox }: Stage) => (
  <ConnectProvider publishableKey={KEY} endpoint={sandbox.endpoint} clock={sandbox.clock} theme="auto">
    <ConnectPayments />
  </ConnectProvider>
);

/** Renders where there is no document. */
function onServer(render: () => string): string {
  vi.stubGlobal('document', undefined);
  try {
    return render();
  } finally {
    vi.unstubAllGlobals();
  }
}

it('server-rendered markup hydrates without errors and then becomes Stripe’s component', async () => {
  const set = stage();
  const error = vi.spyOn(console, 'error');
  const app = <StrictMode>{payments(set)}</StrictMode>;
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(app);
  expect(set.log('mint')).toHaveLength(0);
  const root = await act(async () => hydrateRoot(container, app));
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('mint')).toHaveLength(1);
  expect(error).not.toHaveBeenCalled();
  act(() => root.unmount());
  container.remove();
});

it.skipIf(version.startsWith('18'))(
  'a server’s HTML requests the script already, and the page hydrates without errors and requests it once',
  async () => {
    const set = stage();
    const error = vi.spyOn(console, 'error');
    const app = <StrictMode>{payments(set)}</StrictMode>;
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = onServer(() => renderToString(app));
    const hints = () => document.querySelectorAll('link[rel="preload"][href*="connect-js"]');
    expect(hints()).toHaveLength(1);
    const root = await act(async () => hydrateRoot(container, app));
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(hints()).toHaveLength(1);
    expect(error).not.toHaveBeenCalled();
    act(() => root.unmount());
    container.remove();
  },
);

it('islands with theme="auto" on a dark system share one session', async () => {
  const set = stage();
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const app = payments(set);
  const html = renderToString(app);
  const roots: Root[] = [];
  for (let island = 0; island < 2; island++) {
    const place = document.body.appendChild(document.createElement('div'));
    onTestFinished(() => place.remove());
    place.innerHTML = html;
    await act(async () => void roots.push(hydrateRoot(place, app)));
    await set.tick();
  }
  const mints = set.log('mint').length;
  act(() => roots.forEach((root) => root.unmount()));
  expect(mints).toBe(1);
});
