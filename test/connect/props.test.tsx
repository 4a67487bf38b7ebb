import { act, render, screen } from '@testing-library/react';
import * as library from 'stripe-embedded';
import {
  ConnectAccountOnboarding,
  ConnectInstantPayoutsPromotion,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectProvider,
  createConnectComponent,
  useAccountSession,
} from 'stripe-embedded';
import * as preview from 'stripe-embedded/preview';
import { describe, expect, it, vi } from 'vitest';
import reference from '../reference/connect-element-setters.json' with { type: 'json' };
import { KEY, panel, renderConnect, shownBy, stage, stateOf } from '../support/stage.js';

const nameOf = (tag: string) =>
  `Connect${tag.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`;
const propOf = (setter: string) => `${setter[3]!.toLowerCase()}${setter.slice(4)}`;

describe('every component', () => {
  const all = { ...library, ...preview } as unknown as Record<
    string,
    ReturnType<typeof createConnectComponent>
  >;
  const tags = Object.entries({ ...reference.ga, ...reference.preview });

  it.each(tags)('%s draws, and passes each of its props to Stripe', async (tag, setters) => {
    const set = stage();
    const Component = all[nameOf(tag)]!;
    const props = Object.fromEntries(
      setters.map((setter) => [propOf(setter), setter.startsWith('setOn') ? () => {} : `value of ${setter}`]),
    );
    renderConnect(set, <Component {...(props as object)} />);
    await set.tick();
    expect(stateOf(tag)).toBe('ready');
    const arrived = set.log('setter').map((entry) => 'name' in entry && entry.name);
    expect(new Set(arrived)).toEqual(new Set(['setOnLoaderStart', 'setOnLoadError', ...setters]));
  });
});

describe('props', () => {
  it('that are explicitly undefined are treated as omitted', async () => {
    const set = stage();
    const undefinedBy = (names: string) =>
      Object.fromEntries(names.split(' ').map((name) => [name, undefined]));
    const panel = 'fallback errorFallback loadTimeout onError';
    const provider = undefinedBy(
      `${panel} account components appearance theme locale fonts displayOptions nonce preload queryClient messages onSessionEvent`,
    );
    const own = undefinedBy(`${panel} className style id onReady defaultFilters onLoaderStart onLoadError`);
    const { container } = renderConnect(set, <ConnectPayments {...own} />, provider);
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    const setters = set.log('setter').map((entry) => 'name' in entry && entry.name);
    expect(setters).toEqual(['setOnLoaderStart', 'setOnLoadError']);
    expect(container.innerHTML).not.toContain('undefined');
  });

  it.each(['payments', ''])(
    'that name components in a text (%j), as from JavaScript, are refused',
    (text) => {
      vi.spyOn(console, 'error').mockImplementation(() => {});
      const components = text as never;
      const words = 'Write `components={[';
      function Asking() {
        useAccountSession({ endpoint: '/session', components });
        return null;
      }
      expect(() => render(<Asking />)).toThrow(words);
      expect(() => renderConnect(stage(), <ConnectPayments />, { components })).toThrow(words);
      vi.restoreAllMocks();
    },
  );

  it('call no setter in 100 re-renders with inline handlers and equal objects, and the newest handler is called', async () => {
    const set = stage();
    const calls: number[] = [];
    const children = (at: number) => (
      <ConnectPayments
        defaultFilters={{ status: ['successful'], date: { after: new Date(0) } }}
        onLoadError={() => calls.push(at)}
        onLoaderStart={() => {}}
      />
    );
    const { rerender } = renderConnect(set, children(0));
    await set.tick();
    const before = set.log('setter').length;
    for (let at = 1; at <= 100; at++) rerender({}, children(at));
    // They run in promises.
    await set.tick();
    expect(set.log('setter')).toHaveLength(before);
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    expect(calls).toEqual([100]);
  });

  it('set the component’s own handler once when another prop changes, and the newest handler is called', async () => {
    const set = stage();
    const calls: number[] = [];
    const children = (at: number, fields: 'currently_due' | 'eventually_due') => (
      <ConnectNotificationBanner
        collectionOptions={{ fields }}
        onNotificationsChange={() => calls.push(at)}
      />
    );
    const { rerender } = renderConnect(set, children(0, 'currently_due'));
    await set.tick();
    rerender({}, children(1, 'eventually_due'));
    rerender({}, children(2, 'eventually_due'));
    await set.tick();
    const setters = set.log('setter').map((entry) => 'name' in entry && entry.name);
    expect(setters.filter((name) => name === 'setCollectionOptions')).toHaveLength(2);
    expect(setters.filter((name) => name === 'setOnNotificationsChange')).toHaveLength(1);
    act(() =>
      set.sandbox
        .element('notification-banner')[0]!
        .emit('notificationsChange', { total: 1, actionRequired: 1 }),
    );
    expect(calls.at(-1)).toBe(2);
  });

  it('that change are updated, including to undefined', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments defaultFilters={{ status: ['successful'] }} />);
    await set.tick();
    rerender({}, <ConnectPayments defaultFilters={{ status: ['failed'] }} />);
    rerender({}, <ConnectPayments />);
    await set.tick();
    expect(
      set.log('setter').filter((entry) => 'name' in entry && entry.name === 'setDefaultFilters'),
    ).toHaveLength(3);
  });

  it('that the page renders are rendered again', async () => {
    const set = stage({ latency: { element: 1_000 } });
    const saying = (what: string) => (
      <ConnectPayments loadTimeout={5_000} fallback={<i>{what}</i>} errorFallback={<b>{what} no more</b>} />
    );
    const { rerender } = renderConnect(set, saying('a moment'));
    rerender({}, saying('one more moment'));
    expect(screen.getByText('one more moment')).toBeInTheDocument();
    await set.tick(1_000);
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    rerender({}, saying('today'));
    expect(screen.getByText('today no more')).toBeInTheDocument();
  });

  it('for the wrapper are applied to the wrapper', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments id="pay" className="mine" style={{ margin: 4 }} data-testid="pay" />);
    expect(screen.getByTestId('pay')).toMatchObject({ id: 'pay', className: 'mine' });
    expect(screen.getByTestId('pay').style).toMatchObject({ margin: '4px', width: '100%' });
  });

  it('call onReady once, when it is ready', async () => {
    const set = stage();
    const onReady = vi.fn();
    const { rerender } = renderConnect(set, <ConnectPayments onReady={onReady} />);
    await set.tick();
    rerender();
    expect(onReady).toHaveBeenCalledTimes(1);
  });
});

describe('the appearance', () => {
  it('changes in place: theme, variables, language', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments />, { theme: 'light', locale: 'en_US' });
    await set.tick();
    const element = document.querySelector('stripe-connect-payments')!;
    const colour = () =>
      element.shadowRoot!.querySelector<HTMLElement>('.root')!.style.getPropertyValue('--colorBackground');
    expect(colour()).toBe('#ffffff');
    rerender({ theme: 'dark', locale: 'fr' });
    await set.tick();
    expect(colour()).not.toBe('#ffffff');
    expect(shownBy('payments')).toContain('Paiements');
    rerender({ theme: 'dark', locale: 'ar', appearance: { variables: { colorBackground: '#000000' } } });
    await set.tick();
    expect(colour()).toBe('#000000');
    expect(element.shadowRoot!.querySelector('.root')).toHaveAttribute('dir', 'rtl');
    expect(document.querySelector('stripe-connect-payments')).toBe(element);
    expect(set.log('mint')).toHaveLength(1);
    rerender({ theme: 'dark', locale: 'ar', appearance: { variables: { colorBackground: '#000000' } } });
    expect(set.log('update')).toHaveLength(2);
  });

  it('is sent once, and an update contains only what has changed', async () => {
    const set = stage();
    const displayOptions = () => ({ showTestModeBanner: false }) as object;
    const look = () => ({ locale: 'fr', theme: 'light' as const, displayOptions: displayOptions() });
    const { rerender } = renderConnect(set, <ConnectPayments />, look());
    await set.tick();
    const keys = () => set.log('update').map((entry) => ('keys' in entry ? entry.keys : []));
    expect(keys()).toEqual([['displayOptions']]);
    rerender(look());
    expect(keys()).toHaveLength(1);
    rerender({ ...look(), locale: 'de' });
    rerender({ ...look(), locale: 'de' });
    await set.tick();
    expect(keys().slice(1)).toEqual([['locale']]);
  });

  it('falls back to the default when it is removed', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments />, { theme: 'dark' });
    await set.tick();
    const background = () =>
      document
        .querySelector('stripe-connect-payments')!
        .shadowRoot!.querySelector<HTMLElement>('.root')!
        .style.getPropertyValue('--colorBackground');
    expect(background()).not.toBe('#ffffff');
    rerender({ theme: undefined });
    await set.tick();
    expect(background()).toBe('#ffffff');
    rerender({ theme: undefined });
    expect(set.log('update')).toHaveLength(1);
  });

  it('warns about a part that cannot change later', async () => {
    const set = stage();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const fonts = (name: string) => [{ cssSrc: `https://shop.example/${name}.css` }];
    const { rerender } = renderConnect(set, <ConnectPayments />, { fonts: fonts('a') });
    await set.tick();
    rerender({ fonts: fonts('a') });
    expect(warn).not.toHaveBeenCalled();
    rerender({ fonts: fonts('b') });
    rerender({ fonts: fonts('b') });
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/`fonts` changed.*refresh\(\)/s)]]);
    warn.mockRestore();
  });

  it('belongs to each of two providers of one account separately', async () => {
    const set = stage();
    const one = (theme: 'light' | 'dark') => (
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        theme={theme}
      >
        <ConnectPayments />
      </ConnectProvider>
    );
    render(
      <>
        {one('light')}
        {one('dark')}
      </>,
    );
    await set.tick();
    const [a, b] = [...document.querySelectorAll('stripe-connect-payments')].map((element) =>
      element.shadowRoot!.querySelector<HTMLElement>('.root')!.style.getPropertyValue('--colorBackground'),
    );
    expect(a).not.toBe(b);
  });
});

describe('an empty component', () => {
  it('takes no space with hideWhenEmpty, and reappears when it has content', async () => {
    const set = stage();
    const told = vi.fn();
    renderConnect(set, <ConnectNotificationBanner hideWhenEmpty onNotificationsChange={told} />);
    await set.tick();
    expect(panel('notification-banner')).not.toBeVisible();
    expect(told).toHaveBeenCalledWith({ total: 0, actionRequired: 0 });
    act(() =>
      set.sandbox
        .element('notification-banner')[0]!
        .emit('notificationsChange', { total: 2, actionRequired: 1 }),
    );
    expect(panel('notification-banner')).toBeVisible();
  });

  it('keeps its space by default', async () => {
    const set = stage();
    renderConnect(set, <ConnectNotificationBanner />);
    expect(panel('notification-banner')).toBeVisible();
    await set.tick();
    expect(panel('notification-banner')).toBeVisible();
  });

  it('is out of the page’s layout while its content is unknown, so that a gap beside it does not open and close', async () => {
    const set = stage({ latency: { element: 1_000 } });
    renderConnect(set, <ConnectNotificationBanner hideWhenEmpty style={{ margin: 4 }} />);
    await set.tick();
    expect(panel('notification-banner')).toHaveStyle({ position: 'absolute', margin: '4px' });
    expect(panel('notification-banner')).not.toBeVisible();
    await set.tick(1_000);
    expect(panel('notification-banner')).toHaveStyle({ display: 'none' });
  });

  it('that fails shows its error', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    const onError = vi.fn();
    renderConnect(set, <ConnectNotificationBanner hideWhenEmpty onError={onError} />);
    await set.tick();
    expect(screen.getByRole('alert')).toBeVisible();
    expect(panel('notification-banner')).not.toHaveStyle({ position: 'absolute' });
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('may be a promotion that reports that it is not shown', async () => {
    const set = stage();
    renderConnect(set, <ConnectInstantPayoutsPromotion hideWhenEmpty />);
    await set.tick();
    expect(panel('instant-payouts-promotion')).toBeVisible();
    act(() =>
      set.sandbox
        .element('instant-payouts-promotion')[0]!
        .emit('instantPayoutsPromotionLoaded', { promotionShown: false }),
    );
    expect(panel('instant-payouts-promotion')).not.toBeVisible();
  });
});

describe('onboarding', () => {
  it.each([
    [true, 'onComplete'],
    [false, 'onIncomplete'],
  ] as const)('that ends with details complete: %s, calls %s', async (complete, expected) => {
    const set = stage();
    const handlers = { onExit: vi.fn(), onComplete: vi.fn(), onIncomplete: vi.fn() };
    renderConnect(set, <ConnectAccountOnboarding {...handlers} checkStatus={async () => complete} />);
    await set.tick();
    act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));
    await set.tick();
    expect(handlers.onExit).toHaveBeenCalledTimes(1);
    expect(handlers[expected]).toHaveBeenCalledTimes(1);
    expect(handlers.onComplete.mock.calls.length + handlers.onIncomplete.mock.calls.length).toBe(1);
  });
});

describe('createConnectComponent', () => {
  it('makes a component for a tag that the library does not know yet', async () => {
    const set = stage();
    const Component = createConnectComponent('capital-overview');
    expect(Component.displayName).toBe('ConnectCapitalOverview');
    renderConnect(set, <Component />);
    await set.tick();
    expect(stateOf('capital-overview')).toBe('ready');
  });
});
