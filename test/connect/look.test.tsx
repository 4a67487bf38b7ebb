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

describe('a look that comes while Connect.js is on its way', () => {
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
  ])('is worn: %s', async (_, change, read, expected) => {
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

  it('says of fonts that they are late', async () => {
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

it('fonts that come while the endpoint is asked for the key are in time', async () => {
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
    ['where the page knows its key', (set) => ({ endpoint: answering(set, { locale: 'fr-FR' }) })],
    ['put right, as the page’s own is', (set) => ({ endpoint: answering(set, { locale: 'fr_FR' }) })],
    [
      'beside its key, where the page’s own is empty',
      (set) => ({
        locale: '',
        publishableKey: undefined,
        endpoint: answering(set, { locale: 'fr-FR', publishableKey: KEY }),
      }),
    ],
  ])('is spoken %s', async (_, props) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, props(set));
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('fr-FR');
  });

  it('is what Connect.js begins with where it is there by then, and the page’s own is empty', async () => {
    const set = stage();
    const init = vi.spyOn((window as unknown as { StripeConnect: Script }).StripeConnect, 'init');
    onTestFinished(() => init.mockRestore());
    const endpoint = answering(set, { locale: 'fr-FR', publishableKey: KEY });
    renderConnect(set, <ConnectPayments />, { locale: '', publishableKey: undefined, endpoint });
    await set.tick();
    expect(init.mock.calls[0]![0].locale).toBe('fr-FR');
  });

  it('stays where a refresh does not tell it again', async () => {
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

  it('stays where Stripe refuses a session, and what takes its place does not tell it again', async () => {
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
    ['whose session runs out', (_, set) => set.sandbox.expire()],
    ['whose page asks for a new one', (heard) => heard.now!.refresh()],
  ])('of somebody %s is not the next person’s', async (_, change) => {
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

  it('is not that of whoever comes once all that showed it was let go, by an endpoint that names no account', async () => {
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

  it('gives way to the page’s own', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { locale: 'de', endpoint: answering(set, { locale: 'fr-FR' }) });
    await set.tick();
    await set.tick();
    expect(root().lang).toBe('de');
  });
});

it('the endpoint’s key is needed with the first session only', async () => {
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

describe('a color of the page’s own over a theme', () => {
  it.each(['light', 'dark'] as const)('is that of all that is drawn in it (%s)', async (theme) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { theme, appearance: BRAND });
    await set.tick();
    const drawn = ['buttonPrimaryColorBackground', 'formAccentColor', 'formHighlightColorBorder'];
    expect(drawn.map(variable)).toEqual(['#0f766e', '#0f766e', '#0f766e']);
    // Written on a brand's color, the theme's own text may not be read.
    expect(variable('buttonPrimaryColorText')).toBe('#ffffff');
  });

  it.each<['light' | 'dark', Record<string, string>, string]>([
    ['light', { buttonPrimaryColorBackground: '#fff' }, '#12131a'],
    ['dark', { buttonPrimaryColorBackground: '#ffffff', colorPrimary: '#0f766e' }, '#12131a'],
    ['dark', { buttonPrimaryColorBackground: '#1d4ed8' }, '#ffffff'],
    ['dark', { buttonPrimaryColorBackground: 'rgb(255, 221, 0)' }, '#12131a'],
    ['dark', { colorPrimary: 'rgb(15, 118, 110)' }, '#ffffff'],
    ['dark', { colorPrimary: '#0f766e', buttonPrimaryColorText: '#ffe' }, '#ffe'],
  ])('has a text on its buttons that can be read (%s, %j)', async (theme, variables, text) => {
    const set = stage();
    renderConnect(set, <ConnectPayments />, { theme, appearance: { variables } });
    await set.tick();
    expect(variable('buttonPrimaryColorText')).toBe(text);
  });

  it('is the theme’s while it is not known', async () => {
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
  ['that has no variables', { overlays: 'drawer' }],
  ['whose color is not known yet', { variables: { colorPrimary: undefined } }],
])('an appearance %s is not brought twice', async (_, appearance) => {
  const set = stage();
  renderConnect(set, <ConnectPayments />, { appearance });
  await set.tick();
  expect(stateOf('payments')).toBe('ready');
  expect(set.log('update')).toEqual([]);
});

describe('what is taken away', () => {
  interface Look {
    appearance?: { overlays?: string; variables?: Record<string, unknown> };
    locale?: string;
    displayOptions?: object;
  }

  /** A Connect.js that keeps what an update does not say. */
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

  it('is nothing of a theme, beside a variable of the page’s own', async () => {
    const worn = await change({ theme: 'dark', appearance: BRAND }, { appearance: BRAND });
    expect(worn.appearance!.variables).toMatchObject({ colorPrimary: '#0f766e', colorBackground: '#ffffff' });
  });

  it('is a variable, and not the one beside it', async () => {
    const dark = { variables: { ...BRAND.variables, colorBackground: '#000000' } };
    const worn = await change({ appearance: dark }, { appearance: BRAND });
    expect(worn.appearance!.variables).toEqual({ colorPrimary: '#0f766e', colorBackground: '#ffffff' });
  });

  it('is a language, for the browser’s', async () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE');
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await change({ locale: 'fr' }, {})).locale).toBe('de-DE');
  });

  it.each([undefined, {}])('is a display option (%j is left)', async (displayOptions) => {
    const worn = await change({ displayOptions: { showObjectIds: true } }, { displayOptions });
    expect(worn.displayOptions).toEqual({ showObjectIds: false });
  });

  it.each<Props['appearance']>([undefined, BRAND])('is a drawer (%j is left)', async (appearance) => {
    const worn = await change({ appearance: { overlays: 'drawer' } }, { appearance });
    expect(worn.appearance!.overlays).toBe('dialog');
  });
});

it('a look that Connect.js refuses is told, and what is on the page stays', async () => {
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

it('of two providers on a session the one that changed its look last is heard, not the one rendered last', async () => {
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

it('a look that comes in an effect, as at each visit of a route, finds the session of the visit before', async () => {
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

it('a look that is kept beside its hook is the next route’s from the beginning, which shares the session', async () => {
  const set = stage();
  const Provider = providerOn(set);
  // As docs/appearance.md has it.
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
