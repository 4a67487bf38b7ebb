import { act, fireEvent, screen } from '@testing-library/react';
import { Dashboard } from 'stripe-embedded/widgets';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hydrate } from '../support/hydrate.js';
import { providerOn, renderConnect, stage } from '../support/stage.js';

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/shop');
});

const selected = () => screen.getByRole('tab', { selected: true }).textContent;
const open = (name: string) => fireEvent.click(screen.getByRole('tab', { name }));

async function showDashboard() {
  const set = stage();
  const view = renderConnect(set, <Dashboard panels={['payments', 'payouts', 'tax']} />);
  await set.tick();
  return { ...set, ...view };
}

/** Until the test ends. */
const refuse = (object: object, ...methods: string[]) => {
  for (const method of methods) {
    const spy = vi.spyOn(object as Record<string, () => void>, method).mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    onTestFinished(() => spy.mockRestore());
  }
};

describe('the open tab', () => {
  it('is the row’s one stop, also where the row scrolls, which Firefox would stop at', async () => {
    await showDashboard();
    const row = screen.getByRole('tablist');
    const stops = [row, ...row.querySelectorAll('*')].filter((it) => it.getAttribute('tabindex') !== '-1');
    expect(stops).toEqual([screen.getByRole('tab', { selected: true })]);
  });

  it.each([
    ['Alt and left, the browser’s Back', { key: 'ArrowLeft', altKey: true }],
    ['Command and left, its Back on a Mac', { key: 'ArrowLeft', metaKey: true }],
    ['Control and Home, the page’s top', { key: 'Home', ctrlKey: true }],
    ['Shift and right, a selection', { key: 'ArrowRight', shiftKey: true }],
  ])('leaves the browser its keys: %s', async (_, key) => {
    await showDashboard();
    open('Payouts');
    expect(fireEvent.keyDown(screen.getByRole('tab', { name: 'Payouts' }), key)).toBe(true);
    expect(selected()).toBe('Payouts');
  });

  it('gives no `AbortSignal` to its window, which takes only its own: Jest may have Node’s beside it', async () => {
    const listen = vi.spyOn(window, 'addEventListener');
    onTestFinished(() => listen.mockRestore());
    await showDashboard();
    expect(listen.mock.calls.filter(([event]) => event === 'hashchange').length).toBeGreaterThan(0);
    for (const [, , options] of listen.mock.calls)
      expect((options as AddEventListenerOptions | undefined)?.signal).toBeUndefined();
  });

  it('is not another window’s, which remembers its own in the same place', async () => {
    const { rerender } = await showDashboard();
    localStorage.setItem('stripe-embedded.tab.dashboard', 'tax');
    rerender({ theme: 'dark' });
    expect(selected()).toBe('Payments');
  });

  it('stays open beside a link within the page, where storage is refused', async () => {
    refuse(Storage.prototype, 'getItem', 'setItem');
    await showDashboard();
    open('Payouts');
    history.replaceState(null, '', '#faq');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(selected()).toBe('Payouts');
  });

  it('opens where the browser refuses another address, and follows the next one', async () => {
    await showDashboard();
    open('Payouts');
    refuse(history, 'replaceState');
    open('Tax');
    expect(selected()).toBe('Tax');
    expect(location.hash).toBe('#payouts');
    history.pushState(null, '', '#payments');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(selected()).toBe('Payments');
  });

  it.each(['#/orders/3?by=date', '#!/orders'])(
    'leaves a router its route in the address: %s',
    async (route) => {
      history.replaceState(null, '', route);
      const { unmount } = await showDashboard();
      open('Payouts');
      expect(selected()).toBe('Payouts');
      expect(location.hash).toBe(route);
      unmount();
      await showDashboard();
      expect(selected()).toBe('Payouts');
    },
  );

  it('is the only one drawn once the page is hydrated', async () => {
    const set = stage();
    history.replaceState(null, '', '/shop#payouts');
    const Provider = providerOn(set);
    await hydrate(
      <Provider>
        <Dashboard panels={['payments', 'payouts']} />
      </Provider>,
    );
    await set.tick();
    expect(selected()).toBe('Payouts');
    expect(set.log('create').map((entry) => (entry as { tag?: string }).tag)).toEqual(['payouts']);
  });
});

it('tabs in another order leave the opened panels where they are: a frame that is moved is loaded anew', async () => {
  const { rerender, tick } = await showDashboard();
  open('Tax');
  await tick();
  const observer = new MutationObserver(() => {});
  observer.observe(document.querySelector('.stripe-embedded-panels')!, { childList: true });
  rerender({}, <Dashboard panels={['tax', 'payments', 'payouts']} />);
  expect(observer.takeRecords()).toEqual([]);
});
