import { render, screen } from '@testing-library/react';
import { ConnectPayments, ConnectPayouts, ConnectProvider } from 'stripe-embedded';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { renderLinking } from '../support/bankStage.js';
import { KEY, stage } from '../support/stage.js';

let said: () => unknown[];

beforeEach(() => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => error.mockRestore());
  said = () => error.mock.calls.map(([first]) => (first as { message?: string }).message);
});

const HTML = async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });

describe('a failure that no provider handles is logged to the console in development', () => {
  it('once for all components that share the session', async () => {
    const set = stage();
    const endpoint = { url: '/unheard', fetch: HTML };
    const part = (
      <ConnectProvider publishableKey={KEY} endpoint={endpoint} clock={set.sandbox.clock}>
        <ConnectPayments />
        <ConnectPayouts />
      </ConnectProvider>
    );
    render(
      <>
        {part}
        {part}
      </>,
    );
    await set.tick();
    expect(said()).toEqual([expect.stringMatching(/\/unheard\) returned HTML instead of JSON\. Check/)]);
  });

  it('if it is a component’s own', async () => {
    const set = stage();
    render(
      <ConnectProvider
        publishableKey={KEY}
        endpoint={(request) => set.sandbox.endpoint({ ...request, components: ['payouts'] })}
        clock={set.sandbox.clock}
      >
        <ConnectPayments />
      </ConnectProvider>,
    );
    await set.tick();
    expect(said()).toEqual([expect.stringContaining('Add `payments: { enabled: true }`')]);
  });

  it('but not when a user in a webview is shown the link, as the page intends', async () => {
    const agent = vi.spyOn(navigator, 'userAgent', 'get');
    agent.mockReturnValue(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Mobile/15E148',
    );
    onTestFinished(() => agent.mockRestore());
    const set = stage();
    render(
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        linkOut="https://shop.example/payments"
      >
        <ConnectPayments />
      </ConnectProvider>,
    );
    await set.tick();
    expect(screen.getByRole('link')).toHaveAttribute('href', 'https://shop.example/payments');
    expect(said()).toEqual([]);
  });

  it('if it is a flow’s', async () => {
    const set = stage();
    const endpoint = { url: '/unheard', fetch: HTML };
    const { start } = renderLinking(set, { onError: undefined }, { endpoint });
    await start('collectAccounts');
    expect(said()).toEqual([expect.stringMatching(/\/unheard\) returned HTML/)]);
  });
});

it('a failure that a provider handles is left to the page', async () => {
  const set = stage();
  const endpoint = { url: '/heard', fetch: HTML };
  const onError = vi.fn();
  render(
    <ConnectProvider publishableKey={KEY} endpoint={endpoint} clock={set.sandbox.clock} onError={onError}>
      <ConnectPayments />
    </ConnectProvider>,
  );
  const { start } = renderLinking(set, { onError: undefined }, { endpoint, onError });
  await start('collectAccounts');
  expect(onError).toHaveBeenCalledTimes(2);
  expect(said()).toEqual([]);
});
