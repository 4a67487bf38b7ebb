import { act, render } from '@testing-library/react';
import { useEffect, useState, type ReactNode } from 'react';
import {
  ConnectBalances,
  ConnectPayments,
  ConnectProvider,
  type ConnectSessionProps,
  type SessionRequest,
} from 'stripe-embedded';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { byCookie, TWO } from '../support/endpoints.js';
import { listenIn } from '../support/listenIn.js';
import {
  KEY,
  providerOn,
  renderConnect,
  shownBy,
  slowEndpoint,
  stage,
  stateOf,
  type Stage,
} from '../support/stage.js';

type Props = Partial<ConnectSessionProps>;

const root = () =>
  document.querySelector('stripe-connect-payments')!.shadowRoot!.querySelector<HTMLElement>('.root')!;
const variable = (name: string) => root().style.getPropertyValue(`--${name}`);
const BRAND = { variables: { colorPrimary: '#0f766e' } };

type Script = { init: (params: { fonts?: unknown; locale?: string }) => object };

describe('an appearance that changes while Connect.js is loading', () => {
  beforeEach(() => {
    vi.resetModules();
    document.head.innerHTML = '';
  });

  /** A page that has never loaded the script. */
  async function openPage() {
    const support = await import('../support/stage.js');
    const { ConnectProvider, ConnectPayments: Payments } = await import('stripe-embedded');
    const set = support.stage({ scripts: 'on-request', latency: { script: 300 } });
    const page = (props: Props) => (
      <ConnectProvider
        publishableKey={KEY}
        endpoint={set.sandbox.endpoint}
        clock={set.sandbox.clock}
        {...props}
      >
        <Payments />
      </ConnectProvider>
    );
    return { ...set, page };
  }

  it.each<[string, Props, () => unknown, unknown]>([
    ['theme', { theme: 'dark' }, () => variable('colorBackground'), '#14171f'],
    ['appearance', { appearance: BRAND }, () => variable('colorPrimary'), '#0f766e'],
    ['locale', { locale: 'fr' }, () => root().lang, 'fr'],
  ])('is applied: %s', async (_, change, read, expected) => {
    const { page, tick } = await openPage();
    const view = render(page({}));
    await tick(100);
    expect(stateOf('payments')).toBe('loading');
    view.rerender(page(change));
    await tick(200);
    await tick(1_000);
    expect(stateOf('payments')).toBe('ready');
    expect(read()).toBe(expected);
  });

  it('warns that its fonts are too late', async () => {
    const { page, tick } = await openPage();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const fonts = [{ cssSrc: 'https://shop.example/a.css' }];
    const view = render(page({}));
    await tick(100);
    view.rerender(page({ fonts }));
    await tick(200);
    await tick(1_000);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('`fonts` changed')]]);
  });
});

it('fonts that arrive while the endpoint is asked for the key are in time', async () => {
  const set = stage();
  const init = vi.spyOn((window as unknown as { StripeConnect: Script }).StripeConnect, 'init');
  onTestFinished(() => init.mockRestore());
  const { endpoint, answerAll } = slowEndpoint(set);
  const first = { endpoint, publishableKey: undefined };
  const fonts = [{ cssSrc: 'https://shop.example/a.css' }];
  const { rerender } = renderConnect(set, <ConnectPayments />, first);
  await set.tick();
  rerender({ ...first, fonts });
  await set.tick();
  answerAll();
  await set.tick();
  expect(init.mock.calls[0]![0].fonts).toEqual(fonts);
});

describe('the endpoint’s locale', () => {
  const answering = (set: Stage, more: object) => async (request: SessionRequest) => ({
    ...(await set.sandbox.endpoint(request)),
    ...more,
  });

  it.each<[string, (set: Stage) => Props]>([
    ['if the page has its own key', (set) => ({ endpoint: answering(set, { locale: 'fr-FR' }) })],
    [
      'after it is normalised like the page’s own',
      (set) => ({ endpoint: answering(set, { locale: 'fr_FR' }) }),
    ],
    [
      'with its key, if the page’s own locale is empty',
      (set) => ({
        locale: '',
        publishableKey: undefined,
        endpoint: answering(set, { locale: 'fr-FR', publishableKey: KEY }),
      }),
    ],
  ])('is used %s', async (_, props) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, props(set));
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('fr-FR');
  });

  it('is what Connect.js starts with if it is known by then and the page’s own is empty', async () => {
    const set = stage();
    const init = vi.spyOn((window as unknown as { StripeConnect: Script }).StripeConnect, 'init');
    onTestFinished(() => init.mockRestore());
    const endpoint = answering(set, { locale: 'fr-FR', publishableKey: KEY });
    renderConnect(set, <ConnectPayments />, { locale: '', publishableKey: undefined, endpoint });
    await set.tick();
    expect(init.mock.calls[0]![0].locale).toBe('fr-FR');
  });

  it('is kept if a refresh does not repeat it', async () => {
    const set = stage({ sessionTtl: 60 });
    renderConnect(set, <ConnectPayments />, {
      endpoint: async (request) => ({
        ...(await set.sandbox.endpoint(request)),
        ...(request.reason === 'initial' && { locale: 'fr-FR' }),
      }),
    });
    await set.tick();
    for (let second = 0; second < 70; second += 10) await set.tick(10_000);
    expect(set.log('mint')).toHaveLength(2);
    expect(root().lang).toBe('fr-FR');
  });

  it('is kept if Stripe refuses a session and its replacement does not repeat it', async () => {
    const set = stage();
    const endpoint = async (request: SessionRequest) =>
      answering(set, request.reason === 'initial' ? { locale: 'fr-FR' } : {})(request);
    renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'authentication_error'));
    await set.tick();
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    expect(root().lang).toBe('fr-FR');
  });

  it.each<[string, (view: ReturnType<typeof listenIn>['heard'], set: Stage) => Promise<void> | void]>([
    ['who has signed out', (heard) => heard.now!.logout().then(() => heard.now!.retry())],
    ['whose session expires', (_, set) => set.sandbox.expire()],
    ['whose page requests a new one', (heard) => heard.now!.refresh()],
  ])('of a user %s is not used for the next user', async (_, change) => {
    const set = stage(TWO);
    const { signedIn, endpoint } = byCookie(set);
    const { heard, Listener } = listenIn();
    renderConnect(set, [<ConnectPayments key="p" />, <Listener key="l" />], {
      endpoint: async (request) => ({
        ...(await endpoint(request)),
        ...(signedIn.account === 'acct_A' && { locale: 'fr-FR' }),
      }),
    });
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('fr-FR');
    signedIn.account = 'acct_B';
    await act(async () => change(heard, set));
    await set.tick();
    await set.tick();
    expect(shownBy('payments')).toContain('Bert');
    expect(root().lang).not.toBe('fr-FR');
  });

  it('is not used for the next user after the session was released, with an endpoint that names no account', async () => {
    const set = stage({ ...TWO, sessionTtl: 60 });
    const { signedIn, endpoint } = byCookie(set);
    const page = {
      endpoint: async (request: SessionRequest) => ({
        ...(await endpoint(request)),
        account: undefined,
        locale: signedIn.account === 'acct_A' ? 'fr-FR' : undefined,
      }),
    };
    const view = renderConnect(set, <ConnectPayments />, page);
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('fr-FR');
    view.rerender(page, null);
    await set.tick(61_000);
    signedIn.account = 'acct_B';
    view.rerender(page, <ConnectPayments />);
    await set.tick();
    await set.tick();
    expect(shownBy('payments')).toContain('Bert');
    expect(root().lang).not.toBe('fr-FR');
  });

  it('is overridden by the page’s own', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { locale: 'de', endpoint: answering(set, { locale: 'fr-FR' }) });
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('de');
  });
});

it('the endpoint must return its key with the first session only', async () => {
  const set = stage({ sessionTtl: 60 });
  const { onError } = renderConnect(set, <ConnectPayments />, {
    publishableKey: undefined,
    endpoint: async (request: SessionRequest) => ({
      ...(await set.sandbox.endpoint(request)),
      ...(request.reason === 'initial' && { publishableKey: KEY }),
    }),
  });
  await set.tick();
  await set.tick();
  for (let second = 0; second < 90; second += 10) await set.tick(10_000);
  expect(set.log('mint')).toHaveLength(2);
  expect(stateOf('payments')).toBe('ready');
  expect(onError).not.toHaveBeenCalled();
});

describe('a colour of the page’s own over a theme', () => {
  it.each(['light', 'dark'] as const)('is used for everything drawn in that colour (%s)', async (theme) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { theme, appearance: BRAND });
    await set.tick();
    const drawn = ['buttonPrimaryColorBackground', 'formAccentColor', 'formHighlightColorBorder'];
    expect(drawn.map(variable)).toEqual(['#0f766e', '#0f766e', '#0f766e']);
    // The theme's own text colour may be unreadable on a brand's colour.
    expect(variable('buttonPrimaryColorText')).toBe('#ffffff');
  });

  it.each<['light' | 'dark', Record<string, string>, string]>([
    ['light', { buttonPrimaryColorBackground: '#fff' }, '#12131a'],
    ['dark', { buttonPrimaryColorBackground: '#ffffff', colorPrimary: '#0f766e' }, '#12131a'],
    ['dark', { buttonPrimaryColorBackground: '#1d4ed8' }, '#ffffff'],
    ['dark', { buttonPrimaryColorBackground: 'rgb(255, 221, 0)' }, '#12131a'],
    ['dark', { colorPrimary: 'rgb(15, 118, 110)' }, '#ffffff'],
    ['dark', { colorPrimary: '#0f766e', buttonPrimaryColorText: '#ffe' }, '#ffe'],
    ['light', { colorPrimary: '#ffdd00' }, '#12131a'],
    // White on these has a contrast of 3.1, 2.9, 3.1 and 2.9.
    ['light', { colorPrimary: '#929292' }, '#ffffff'],
    ['light', { colorPrimary: '#979797' }, '#12131a'],
    ['dark', { colorPrimary: '#ee6b00' }, '#ffffff'],
    ['dark', { colorPrimary: '#f66f00' }, '#12131a'],
  ])('gets readable text on its buttons (%s, %j)', async (theme, variables, text) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { theme, appearance: { variables } });
    await set.tick();
    expect(variable('buttonPrimaryColorText')).toBe(text);
  });

  it.each<['light' | 'dark', Record<string, string>, string]>([
    ['light', { colorDanger: '#ffd0d0' }, '#1a0f12'],
    ['dark', { colorDanger: '#7f1d1d' }, '#ffffff'],
    ['dark', { buttonDangerColorBackground: '#7f1d1d' }, '#ffffff'],
  ])('gets readable text on its danger buttons (%s, %j)', async (theme, variables, text) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { theme, appearance: { variables } });
    await set.tick();
    expect(variable('buttonDangerColorText')).toBe(text);
  });

  it('is the theme’s colour while it is undefined', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, {
      theme: 'dark',
      appearance: { variables: { colorBackground: undefined, colorPrimary: undefined } },
    });
    await set.tick();
    expect(variable('colorBackground')).toBe('#14171f');
    expect(variable('buttonPrimaryColorBackground')).toBe(variable('colorPrimary'));
  });
});

it.each<[string, NonNullable<Props['appearance']>]>([
  ['without variables', { overlays: 'drawer' }],
  ['with an undefined colour', { variables: { colorPrimary: undefined } }],
])('an appearance %s is not updated twice', async (_, appearance) => {
  const set = stage();
  renderConnect(set, <ConnectPayments />, { appearance });
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('update')).toEqual([]);
});

it('a size that the page removes, which no theme has, is not updated twice', async () => {
  const set = stage();
  const { rerender } = renderConnect(set, <ConnectPayments />, {
    appearance: { variables: { ...BRAND.variables, borderRadius: '2px' } },
  });
  await set.tick();
  rerender({ appearance: BRAND });
  await set.tick();
  expect(set.log('update')).toHaveLength(1);
});

describe('what a removed prop resets', () => {
  interface Look {
    appearance?: { overlays?: string; variables?: Record<string, unknown> };
    locale?: string;
    displayOptions?: object;
  }

  /** A Connect.js that keeps whatever an update leaves out. */
  async function change(before: Props, after: Props) {
    const set = stage();
    const worn: Look = {};
    const wear = ({ appearance, locale, displayOptions }: Look) => {
      const variables = { ...worn.appearance?.variables, ...appearance?.variables };
      Object.assign(worn, {
        appearance: { ...worn.appearance, ...appearance, variables },
        ...(locale && { locale }),
      });
      if (displayOptions) worn.displayOptions = { ...worn.displayOptions, ...displayOptions };
    };
    const script = (
      window as unknown as { StripeConnect: { init: (look: Look) => { update: (look: Look) => void } } }
    ).StripeConnect;
    const { init } = script;
    onTestFinished(() => void (script.init = init));
    script.init = (params) => {
      wear(params);
      const instance = init(params);
      const { update } = instance;
      return Object.assign(instance, {
        update(look: Look) {
          wear(look);
          update(look);
        },
      });
    };
    const { rerender } = renderConnect(set, <ConnectPayments />, before);
    await set.tick();
    const nothing = Object.fromEntries(Object.keys(before).map((name) => [name, undefined]));
    rerender({ ...nothing, ...after });
    await set.tick();
    return worn;
  }

  it('includes the theme’s variables, but not a variable of the page’s own', async () => {
    const worn = await change({ theme: 'dark', appearance: BRAND }, { appearance: BRAND });
    expect(worn.appearance!.variables).toMatchObject({ colorPrimary: '#0f766e', colorBackground: '#ffffff' });
  });

  it('includes a removed variable, but not another one', async () => {
    const dark = { variables: { ...BRAND.variables, colorBackground: '#000000' } };
    const worn = await change({ appearance: dark }, { appearance: BRAND });
    expect(worn.appearance!.variables).toEqual({ colorPrimary: '#0f766e', colorBackground: '#ffffff' });
  });

  it('includes the locale, which becomes the browser’s', async () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE');
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await change({ locale: 'fr' }, {})).locale).toBe('de-DE');
  });

  it.each([undefined, {}])('includes a display option (%j remains)', async (displayOptions) => {
    const worn = await change({ displayOptions: { showObjectIds: true } }, { displayOptions });
    expect(worn.displayOptions).toEqual({ showObjectIds: false });
  });

  it.each<Props['appearance']>([undefined, BRAND])(
    'includes the drawer overlay (%j remains)',
    async (appearance) => {
      const worn = await change({ appearance: { overlays: 'drawer' } }, { appearance });
      expect(worn.appearance!.overlays).toBe('dialog');
    },
  );
});

it('an appearance that Connect.js refuses is reported, and the components on the page stay', async () => {
  const set = stage();
  const cause = new TypeError('no such look');
  const update = () => {
    throw cause;
  };
  const script = (window as unknown as { StripeConnect: { init: (params: object) => object } }).StripeConnect;
  const { init } = script;
  onTestFinished(() => void (script.init = init));
  script.init = (params) => Object.assign(init(params), { update });
  const { onError, rerender } = renderConnect(set, <ConnectPayments />);
  await set.tick();
  rerender({ theme: 'dark', locale: 'fr' });
  await set.tick();
  expect(onError.mock.calls).toEqual([
    [
      expect.objectContaining({
        code: 'setter_failed',
        message: expect.stringContaining('appearance,locale'),
        cause,
      }),
    ],
  ]);
  expect(stateOf('payments')).toBe('ready');
});

it('of two providers on one session, the one that changed its appearance last wins, not the one rendered last', async () => {
  const set = stage();
  const provider = { publishableKey: KEY, endpoint: set.sandbox.endpoint, clock: set.sandbox.clock };
  const page = (theme: 'light' | 'dark', retry: string) => (
    <>
      <ConnectProvider {...provider} theme={theme}>
        <ConnectPayments />
      </ConnectProvider>
      <ConnectProvider {...provider} theme="light" messages={{ retry }}>
        <ConnectBalances />
      </ConnectProvider>
    </>
  );
  const view = render(page('light', 'Again'));
  await set.tick();
  expect(set.log('mint')).toHaveLength(1);
  for (const retry of ['Again', 'Once more']) {
    view.rerender(page('dark', retry));
    await set.tick();
    expect(variable('colorBackground')).toBe('#14171f');
  }
});

it('an appearance set in an effect, on each visit of a route, reuses the session of the previous visit', async () => {
  const set = stage();
  const Provider = providerOn(set);
  function Route() {
    const [appearance, setAppearance] = useState<Props['appearance']>();
    // oxlint-disable-next-line react/set-state-in-effect -- as a page's own hook does
    useEffect(() => setAppearance(BRAND), []);
    return (
      <Provider appearance={appearance}>
        <ConnectPayments />
      </Provider>
    );
  }
  const view = render(<Route />);
  for (let visit = 0; visit < 3; visit++) {
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(variable('colorPrimary')).toBe('#0f766e');
    view.rerender(<p>Home</p>);
    await set.tick(1_000);
    view.rerender(<Route />);
  }
  expect(set.log('mint')).toHaveLength(1);
});

it('an appearance kept outside its hook applies to the next route from the start, which shares the session', async () => {
  const set = stage();
  const Provider = providerOn(set);
  // As shown in docs/appearance.md.
  let newest: Props['appearance'];
  function Page({ children }: { children: ReactNode }) {
    const [appearance, setAppearance] = useState(newest);
    // oxlint-disable-next-line react/set-state-in-effect -- as the docs' own useAppearance() does
    useEffect(() => setAppearance((newest = BRAND)), []);
    return <Provider appearance={appearance}>{children}</Provider>;
  }
  const route = (name: string, content: ReactNode) => <Page key={name}>{content}</Page>;
  const view = render(route('/payments', <ConnectPayments />));
  await set.tick();
  view.rerender(route('/balances', <ConnectBalances />));
  await set.tick();
  view.rerender(route('/payments', <ConnectPayments />));
  await set.tick();
  expect(variable('colorPrimary')).toBe('#0f766e');
  expect(set.log('mint')).toHaveLength(1);
});
