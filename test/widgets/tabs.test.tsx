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

/** Makes methods throw until the test ends. */
const refuse = (object: object, ...methods: string[]) => {
  for (const method of methods) {
    const spy = vi.spyOn(object as Record<string, () => void>, method).mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    onTestFinished(() => spy.mockRestore());
  }
};

describe('the open tab', () => {
  it('is the only tab stop, even where the row scrolls and Firefox would stop at it', async () => {
    await showDashboard();
    const row = screen.getByRole('tablist');
    const stops = [row, ...row.querySelectorAll('*')].filter((it) => it.getAttribute('tabindex') !== '-1');
    expect(stops).toEqual([screen.getByRole('tab', { selected: true })]);
  });

  it.each([
    ['Alt+Left, which goes back', { key: 'ArrowLeft', altKey: true }],
    ['Command+Left, which goes back on a Mac', { key: 'ArrowLeft', metaKey: true }],
    ['Control+Home, which goes to the top', { key: 'Home', ctrlKey: true }],
    ['Shift+Right, which selects text', { key: 'ArrowRight', shiftKey: true }],
  ])('leaves the browser’s shortcuts alone: %s', async (_, key) => {
    await showDashboard();
    open('Payouts');
    expect(fireEvent.keyDown(screen.getByRole('tab', { name: 'Payouts' }), key)).toBe(true);
    expect(selected()).toBe('Payouts');
  });

  it('passes no `AbortSignal` to the window, which accepts only its own: Jest may also have Node’s', async () => {
    const listen = vi.spyOn(window, 'addEventListener');
    onTestFinished(() => listen.mockRestore());
    await showDashboard();
    expect(listen.mock.calls.filter(([event]) => event === 'hashchange').length).toBeGreaterThan(0);
    for (const [, , options] of listen.mock.calls)
      expect((options as AddEventListenerOptions | undefined)?.signal).toBeUndefined();
  });

  it('does not follow another window that stores its tab under the same key', async () => {
    const { rerender } = await showDashboard();
    localStorage.setItem('stripe-embedded.tab.dashboard', 'tax');
    rerender({ theme: 'dark' });
    expect(selected()).toBe('Payments');
  });

  it('stays open when the fragment changes to an in-page link and storage is refused', async () => {
    refuse(Storage.prototype, 'getItem', 'setItem');
    await showDashboard();
    open('Payouts');
    history.replaceState(null, '', '#faq');
    act(() => void window.dispatchEvent(new Event('hashchange')));
    expect(selected()).toBe('Payouts');
  });

  it('opens when the browser refuses to change the URL, and follows the next change', async () => {
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

  it.each([
    ['ltr', 'ArrowRight', 'Payouts'],
    ['ltr', 'ArrowLeft', 'Tax'],
    ['rtl', 'ArrowLeft', 'Payouts'],
    ['rtl', 'ArrowRight', 'Tax'],
    ['rtl', 'ArrowDown', 'Payouts'],
    ['ltr', 'ArrowUp', 'Tax'],
    ['ltr', 'End', 'Tax'],
  ])('moves with the keyboard and takes focus: %s, %s', async (direction, key, next) => {
    await showDashboard();
    screen.getByRole('tablist').style.direction = direction;
    expect(fireEvent.keyDown(screen.getByRole('tab', { name: 'Payments' }), { key })).toBe(false);
    expect(selected()).toBe(next);
    expect(screen.getByRole('tab', { name: next })).toHaveFocus();
  });

  it('does not exist without panels', () => {
    const set = stage();
    renderConnect(set, <Dashboard panels={[]} />);
    expect(screen.queryByRole('tab')).toBeNull();
    expect(screen.queryByRole('tabpanel')).toBeNull();
  });

  it('ignores all other keys, and wraps around after the last tab', async () => {
    await showDashboard();
    open('Tax');
    const tab = screen.getByRole('tab', { name: 'Tax' });
    expect(fireEvent.keyDown(tab, { key: 'a' })).toBe(true);
    expect(selected()).toBe('Tax');
    fireEvent.keyDown(tab, { key: 'ArrowDown' });
    expect(selected()).toBe('Payments');
  });

  it('is the whole fragment of the URL', async () => {
    await showDashboard();
    open('Payouts');
    open('Tax');
    expect(location.href).toMatch(/\/shop#tax$/);
  });

  it('that a URL opened is open again without the fragment', async () => {
    history.replaceState(null, '', '/shop#tax');
    const { unmount } = await showDashboard();
    unmount();
    history.replaceState(null, '', '/shop');
    await showDashboard();
    expect(selected()).toBe('Tax');
  });

  it('is remembered while it is not among the panels', async () => {
    localStorage.setItem('stripe-embedded.tab.dashboard', 'tax');
    const set = stage();
    const { unmount } = renderConnect(set, <Dashboard panels={['payments', 'payouts']} />);
    expect(selected()).toBe('Payments');
    unmount();
    await showDashboard();
    expect(selected()).toBe('Tax');
  });

  it('is separate for each dashboard id, even when the id changes', async () => {
    localStorage.setItem('stripe-embedded.tab.second', 'tax');
    const { rerender } = await showDashboard();
    rerender({}, <Dashboard id="second" panels={['payments', 'payouts', 'tax']} />);
    expect(selected()).toBe('Tax');
  });

  it('follows a router link that only the `navigation` event reports, and remembers it', async () => {
    const navigation = new EventTarget();
    vi.stubGlobal('navigation', navigation);
    onTestFinished(() => void vi.unstubAllGlobals());
    const { unmount } = await showDashboard();
    history.pushState(null, '', '#payouts');
    await act(async () => void navigation.dispatchEvent(new Event('currententrychange')));
    expect(selected()).toBe('Payouts');
    unmount();
    history.replaceState(null, '', '/shop');
    await showDashboard();
    expect(selected()).toBe('Payouts');
  });

  it('removes its listeners when the dashboard unmounts', async () => {
    const navigation = new EventTarget();
    vi.stubGlobal('navigation', navigation);
    onTestFinished(() => void vi.unstubAllGlobals());
    const calls = (method: 'addEventListener' | 'removeEventListener') =>
      [window, navigation].map((target) => {
        const spy = vi.spyOn<EventTarget, typeof method>(target, method);
        onTestFinished(() => spy.mockRestore());
        return () => spy.mock.calls.filter(([name]) => /^(hashchange|currententrychange)$/.test(name));
      });
    const added = calls('addEventListener');
    const removed = calls('removeEventListener');
    const { unmount } = await showDashboard();
    unmount();
    expect(added.map((of) => of().length > 0)).toEqual([true, true]);
    expect(removed.map((of) => of())).toEqual(added.map((of) => of()));
  });

  it.each(['#/orders/3?by=date', '#!/orders'])('leaves a router’s route in the URL: %s', async (route) => {
    history.replaceState(null, '', route);
    const { unmount } = await showDashboard();
    open('Payouts');
    expect(selected()).toBe('Payouts');
    expect(location.hash).toBe(route);
    unmount();
    await showDashboard();
    expect(selected()).toBe('Payouts');
  });

  it('is the only one rendered after hydration', async () => {
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

it('a tab references its panel once it exists, and removing the tab removes the panel', async () => {
  const { rerender } = await showDashboard();
  open('Tax');
  const tab = screen.getByRole('tab', { name: 'Tax' });
  expect(tab).toHaveAttribute('aria-controls', screen.getByRole('tabpanel', { name: 'Tax' }).id);
  expect(screen.getByRole('tab', { name: 'Payouts' })).not.toHaveAttribute('aria-controls');
  rerender({}, <Dashboard panels={['payments', 'payouts']} />);
  expect(document.querySelectorAll('[role="tabpanel"]')).toHaveLength(1);
});

it('reordering tabs does not move opened panels, because a moved frame reloads', async () => {
  const { rerender, tick } = await showDashboard();
  open('Tax');
  await tick();
  const observer = new MutationObserver(() => {});
  observer.observe(document.querySelector('.stripe-embedded-panels')!, { childList: true });
  rerender({}, <Dashboard panels={['tax', 'payments', 'payouts']} />);
  expect(observer.takeRecords()).toEqual([]);
});
