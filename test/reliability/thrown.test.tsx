import { act } from '@testing-library/react';
import { ConnectAccountOnboarding, ConnectPayments } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { renderConnect, stage, stateOf } from '../support/stage.js';

async function unhandledDuring(work: () => Promise<void>) {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', unhandled);
  return unhandled.mock.calls;
}

describe('no unhandled error is left', () => {
  it('by an onExit that throws, and checkStatus is still called', async () => {
    const set = stage();
    const onComplete = vi.fn();
    const onExit = () => {
      throw new Error('a bug of the page');
    };
    renderConnect(
      set,
      <ConnectAccountOnboarding onExit={onExit} checkStatus={() => true} onComplete={onComplete} />,
    );
    await set.tick();
    const unhandled = await unhandledDuring(async () => {
      act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
      await set.tick();
    });
    expect.soft(unhandled).toEqual([]);
    expect.soft(onComplete).toHaveBeenCalledOnce();
  });

  it('by an onError that throws after checkStatus failed', async () => {
    const set = stage();
    const onError = () => {
      throw new Error('a bug of the page');
    };
    renderConnect(
      set,
      <ConnectAccountOnboarding onError={onError} checkStatus={() => Promise.reject(new Error('no'))} />,
    );
    await set.tick();
    const unhandled = await unhandledDuring(async () => {
      act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
      await set.tick();
    });
    expect(unhandled).toEqual([]);
  });

  it('by a Connect.js whose update() throws', async () => {
    const set = stage();
    type Init = (params: object) => { update: () => void };
    const connect = (window as unknown as { StripeConnect: { init: Init } }).StripeConnect;
    const { init } = connect;
    connect.init = (params) =>
      Object.assign(init(params), {
        update: () => {
          throw new Error('Unknown appearance variable.');
        },
      });
    const { rerender } = renderConnect(set, <ConnectPayments />);
    await set.tick();
    const unhandled = await unhandledDuring(async () => {
      rerender({ theme: 'dark' });
      await set.tick();
    });
    expect(unhandled).toEqual([]);
  });
});

describe('a time that is too long for a timer', () => {
  it('in a Retry-After header does not cause a storm of requests', async () => {
    const set = stage();
    let isBusy = false;
    const fetch = vi.fn(async () =>
      isBusy
        ? new Response('{}', { status: 429, headers: { 'Retry-After': String(30 * 86_400) } })
        : Response.json(await set.sandbox.endpoint({ flow: 'connect' })),
    );
    // The system clock, because its timers are limited to 31 bits.
    renderConnect(set, <ConnectPayments />, { endpoint: { url: '/session', fetch }, clock: undefined });
    await set.tick();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    isBusy = true;
    fetch.mockClear();
    set.sandbox.expire();
    await act(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect(fetch.mock.calls.length).toBe(1);
  });

  it('as a loadTimeout is respected', async () => {
    const set = stage();
    const endpoint = () => new Promise<string>(() => {});
    renderConnect(set, <ConnectPayments />, { endpoint, loadTimeout: Infinity, clock: undefined });
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(stateOf('payments')).toBe('loading');
  });
});
