import { loadConnectAndInitialize, type PaymentsListDefaultFilters } from '@stripe/connect-js/pure.js';
import * as peer from '@stripe/react-connect-js';
import { act, fireEvent, render } from '@testing-library/react';
import { Activity, StrictMode, useState } from 'react';
import { renderToString } from 'react-dom/server';
import * as ours from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { KEY, renderConnect, retryButton, slowEndpoint, stage, type Stage } from '../support/stage.js';

interface MineProps {
  onLoaderStart?: () => void;
  defaultFilters?: PaymentsListDefaultFilters;
}

/** A component that a page writes with the hooks beneath a library's own components. */
const writeWith = (library: typeof peer) =>
  function Mine({ onLoaderStart, defaultFilters }: MineProps) {
    const { wrapper, component } = library.useCreateComponent('payments');
    library.useUpdateWithSetter(component, onLoaderStart, (element, value) =>
      element.setOnLoaderStart(value),
    );
    library.useUpdateWithSetter(component, defaultFilters, (element, value) =>
      element.setDefaultFilters(value),
    );
    return wrapper;
  };

const Mine = writeWith(ours as unknown as typeof peer);

const elements = () => [...document.querySelectorAll('stripe-connect-payments')];
const settersOf = (set: Stage, name: string) =>
  set.log('setter').filter((entry) => 'name' in entry && entry.name === name);

describe.each([
  ['@stripe/react-connect-js', peer],
  ['stripe-embedded', ours as unknown as typeof peer],
])('the page’s own component, on %s', (_, library) => {
  const Own = writeWith(library);
  const draw = async (set: Stage, inside: React.ReactNode) => {
    const connectInstance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () => (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
    });
    const tree = (content: React.ReactNode) => (
      <library.ConnectComponentsProvider connectInstance={connectInstance}>
        {content}
      </library.ConnectComponentsProvider>
    );
    const view = render(tree(inside));
    await set.tick();
    return { rerender: (content: React.ReactNode) => view.rerender(tree(content)) };
  };

  it('draws at its container’s full width, and calls its handler', async () => {
    const set = stage();
    const onLoaderStart = vi.fn();
    await draw(set, <Own onLoaderStart={onLoaderStart} />);
    expect(onLoaderStart).toHaveBeenCalledWith({ elementTagName: 'payments' });
    expect(elements()).toHaveLength(1);
    expect(elements()[0]!.shadowRoot!.textContent).toContain('Payments');
    expect(elements()[0]!.parentElement!.style.width).toBe('100%');
    expect(elements()[0]!.parentElement!.hasAttribute('data-stripe-connect-js-wrapper')).toBe(true);
  });

  it('listens to an event, and stops once another listener is given', async () => {
    const set = stage();
    const heard: string[] = [];
    function Listening({ to }: { to: string }) {
      const { wrapper, component } = library.useCreateComponent('payments');
      const listen = listeners[to];
      library.useAttachEvent(component, library.ConnectElementEventNames.exit, listen!);
      return wrapper;
    }
    const listeners: Record<string, () => void> = { a: () => heard.push('a'), b: () => heard.push('b') };
    const { rerender } = await draw(set, <Listening to="a" />);
    elements()[0]!.dispatchEvent(new Event('exit'));
    rerender(<Listening to="b" />);
    elements()[0]!.dispatchEvent(new Event('exit'));
    expect(heard).toEqual(['a', 'b']);
  });

  it('sets an attribute, and removes it', async () => {
    const set = stage();
    function Marked({ value }: { value: string | boolean | undefined }) {
      const { wrapper, component } = library.useCreateComponent('payments');
      library.useAttachAttribute(component, 'data-mine', value);
      return wrapper;
    }
    const { rerender } = await draw(set, <Marked value={true} />);
    expect(elements()[0]!.getAttribute('data-mine')).toBe('true');
    rerender(<Marked value="x" />);
    expect(elements()[0]!.getAttribute('data-mine')).toBe('x');
    rerender(<Marked value={undefined} />);
    expect(elements()[0]!.hasAttribute('data-mine')).toBe(false);
  });
});

describe('the page’s own component, beyond the peer', () => {
  it('is created once under StrictMode, with one session', async () => {
    const set = stage();
    renderConnect(
      set,
      <StrictMode>
        <Mine />
      </StrictMode>,
    );
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    expect(set.log('create')).toHaveLength(1);
    expect(elements()).toHaveLength(1);
  });

  it('calls no setter in 100 re-renders with inline handlers and equal objects, and calls the newest handler', async () => {
    const set = stage();
    const calls: number[] = [];
    const at = (turn: number) => (
      <Mine onLoaderStart={() => calls.push(turn)} defaultFilters={{ status: ['successful'] }} />
    );
    const { rerender } = renderConnect(set, at(0));
    await set.tick();
    const before = set.log('setter').length;
    expect(before).toBeGreaterThan(0);
    for (let turn = 1; turn <= 100; turn++) rerender({}, at(turn));
    // connect-js applies what it is given in promises.
    await set.tick();
    expect(set.log('setter')).toHaveLength(before);
    act(() => set.sandbox.element('payments')[0]!.emit('loaderStart'));
    expect(calls).toEqual([0, 100]);
    rerender({}, <Mine defaultFilters={{ status: ['failed'] }} />);
    await set.tick();
    expect(settersOf(set, 'setDefaultFilters')).toHaveLength(2);
  });

  it('does not call a handler that was removed, and calls it again once it is back', async () => {
    const set = stage();
    const heard: string[] = [];
    const hears = (name: string) => <Mine onLoaderStart={() => heard.push(name)} />;
    const without = <Mine />;
    const { rerender } = renderConnect(set, hears('a'));
    await set.tick();
    for (const [at, children] of [without, hears('b')].entries()) {
      rerender({}, children);
      await set.tick();
      expect(settersOf(set, 'setOnLoaderStart')).toHaveLength(at + 2);
      act(() => set.sandbox.element('payments')[0]!.emit('loaderStart'));
    }
    expect(heard).toEqual(['a', 'b']);
  });

  it('shows nothing of the old account from the commit that asks for another one', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const onLoaderStart = vi.fn();
    const mine = <Mine onLoaderStart={onLoaderStart} defaultFilters={{ status: ['failed'] }} />;
    const { rerender } = renderConnect(set, mine, { account: a!.id });
    await set.tick();
    expect(elements()[0]!.shadowRoot!.textContent).toContain(a!.name);
    rerender({ account: b!.id });
    expect(elements()).toHaveLength(0);
    await set.tick();
    expect(elements()).toHaveLength(1);
    expect(elements()[0]!.shadowRoot!.textContent).toContain(b!.name);
    // The new element has the old one's attributes and handlers.
    expect(settersOf(set, 'setDefaultFilters')).toHaveLength(2);
    expect(onLoaderStart).toHaveBeenCalledTimes(2);
  });

  it('has no component while the session is loading', async () => {
    const set = stage();
    const slow = slowEndpoint(set);
    const seen: unknown[] = [];
    function Seeing() {
      const { wrapper, component } = ours.useCreateComponent('payments');
      seen.push(component);
      return wrapper;
    }
    renderConnect(set, <Seeing />, { endpoint: slow.endpoint, publishableKey: undefined });
    await set.tick();
    expect(seen.every((component) => component === null)).toBe(true);
    slow.answerAll();
    await set.tick();
    expect(seen.at(-1)).toBe(elements()[0]);
  });

  // React 18 has no Activity.
  it.skipIf(!Activity)('stays in place while it is hidden, including under StrictMode', async () => {
    const set = stage();
    const onLoaderStart = vi.fn();
    const inside = (mode: 'visible' | 'hidden') => (
      <StrictMode>
        <Activity mode={mode}>
          <Mine onLoaderStart={onLoaderStart} />
        </Activity>
      </StrictMode>
    );
    const { rerender } = renderConnect(set, inside('visible'));
    await set.tick();
    const moved = vi.fn();
    const observer = new MutationObserver(moved);
    observer.observe(document.body, { childList: true, subtree: true });
    for (const mode of ['hidden', 'visible'] as const) {
      rerender({}, inside(mode));
      await set.tick();
      act(() => set.sandbox.element('payments')[0]!.emit('loaderStart'));
    }
    observer.disconnect();
    // A hidden component isn't gone: Stripe's events and requests still reach it.
    expect(onLoaderStart).toHaveBeenCalledTimes(3);
    expect(moved).not.toHaveBeenCalled();
    expect(elements()).toHaveLength(1);
  });

  it('may be hidden by its page, and comes back with what was typed in', async () => {
    const set = stage();
    function Hideable({ isShown = true }) {
      const { wrapper } = ours.useCreateComponent('payments');
      return isShown ? wrapper : null;
    }
    const { rerender } = renderConnect(set, <Hideable />);
    await set.tick();
    const [before] = elements();
    rerender({ messages: { retry: 'Again' } }, <Hideable isShown={false} />);
    expect(elements()).toHaveLength(0);
    rerender({ messages: { retry: 'Once more' } }, <Hideable />);
    await set.tick();
    expect(elements()).toEqual([before]);
  });

  it('outlives the Retry of another component', async () => {
    const set = stage();
    const Onboarding = () => ours.useCreateComponent('account-onboarding').wrapper;
    const failing = { element: 'api_error', only: 'payments' } as const;
    set.sandbox.fail(failing);
    renderConnect(
      set,
      <>
        <Onboarding />
        <ours.ConnectPayments />
      </>,
    );
    await set.tick();
    const form = document.querySelector('stripe-connect-account-onboarding');
    expect(form).not.toBeNull();
    for (let times = 0; times < 2; times++) {
      set.sandbox.fail(failing);
      fireEvent.click(retryButton());
      await set.tick();
    }
    expect(document.querySelector('stripe-connect-account-onboarding')).toBe(form);
  });

  it('receives no event of an element that has left the page', async () => {
    const set = stage();
    const [a, b] = set.sandbox.accounts;
    const heard: string[] = [];
    const of = (name: string) => <Mine onLoaderStart={() => heard.push(name)} />;
    const { rerender } = renderConnect(set, of('a'), { account: a!.id });
    await set.tick();
    const [first] = set.sandbox.element('payments');
    rerender({ account: b!.id }, of('b'));
    act(() => first!.emit('loaderStart'));
    expect(heard).toEqual(['a']);
    await set.tick();
    act(() => first!.emit('loaderStart'));
    expect(heard).toEqual(['a', 'b']);
    const [second] = set.sandbox.element('payments');
    rerender({ account: b!.id }, <p />);
    act(() => second!.emit('loaderStart'));
    expect(heard).toEqual(['a', 'b']);
  });

  it('reports a setter that throws each time without a render loop, even if onError re-renders the page', async () => {
    const set = stage();
    let renders = 0;
    function Broken() {
      const { wrapper, component } = ours.useCreateComponent('payments');
      ours.useUpdateWithSetter(component, { pick: () => renders }, () => {
        throw new Error('gone');
      });
      return wrapper;
    }
    function Page() {
      const [error, setError] = useState<ours.EmbeddedError>();
      renders++;
      return (
        <ours.ConnectProvider
          publishableKey={KEY}
          endpoint={set.sandbox.endpoint}
          clock={set.sandbox.clock}
          onError={(next) => renders < 100 && setError(next)}
        >
          <Broken />
          {error?.code}
        </ours.ConnectProvider>
      );
    }
    render(<Page />);
    await set.tick();
    expect(document.body).toHaveTextContent('setter_failed');
    expect(renders).toBeLessThan(20);
  });

  it('takes an element from elsewhere, without a provider', () => {
    const elements = [document.createElement('p'), document.createElement('p')];
    function Titled({ at }: { at: number }) {
      ours.useUpdateWithSetter(elements[at]!, 'A title', (node, title) => void (node.title = title));
      return null;
    }
    const { rerender } = render(<Titled at={0} />);
    expect(elements.map(({ title }) => title)).toEqual(['A title', '']);
    rerender(<Titled at={1} />);
    expect(elements.map(({ title }) => title)).toEqual(['A title', 'A title']);
  });

  it('reports a setter that throws to the provider, and goes on', async () => {
    const set = stage();
    function Broken() {
      const { wrapper, component } = ours.useCreateComponent('payments');
      ours.useUpdateWithSetter(component, 1, () => {
        throw new Error('gone');
      });
      return wrapper;
    }
    const { onError } = renderConnect(set, <Broken />);
    await set.tick();
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'setter_failed',
      component: 'payments',
      message: expect.stringContaining('`value` of payments'),
      cause: expect.objectContaining({ message: 'gone' }),
    });
    expect(elements()[0]!.shadowRoot!.textContent).toContain('Payments');
  });

  it('that Connect.js cannot create is reported, and does not crash the page', async () => {
    const create = () => {
      throw new Error('no such element');
    };
    const onError = vi.fn();
    render(
      <ours.ConnectProvider connectInstance={{ create } as never} onError={onError}>
        <Mine />
        <p>The rest</p>
      </ours.ConnectProvider>,
    );
    expect(document.body).toHaveTextContent('The rest');
    expect(onError.mock.calls.map(([error]) => [error.code, error.component])).toEqual([
      ['component_load_failed', 'payments'],
    ]);
  });

  it('renders an empty element on a server', () => {
    const set = stage();
    const page = (
      <ours.ConnectProvider publishableKey={KEY} endpoint={set.sandbox.endpoint}>
        <Mine />
      </ours.ConnectProvider>
    );
    expect(renderToString(page)).toBe('<div style="width:100%" data-stripe-connect-js-wrapper="true"></div>');
    expect(set.log('mint')).toHaveLength(0);
  });
});
