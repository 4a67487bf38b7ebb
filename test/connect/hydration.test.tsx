import { act } from '@testing-library/react';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { ConnectPayments, ConnectProvider } from 'stripe-embedded';
import { expect, it, vi } from 'vitest';
import { KEY, stage, stateOf } from '../support/stage.js';

it('what a server rendered hydrates cleanly, then becomes Stripe’s', async () => {
  const set = stage();
  const error = vi.spyOn(console, 'error');
  const app = (
    <StrictMode>
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        theme="auto"
      >
        <ConnectPayments />
      </ConnectProvider>
    </StrictMode>
  );
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
