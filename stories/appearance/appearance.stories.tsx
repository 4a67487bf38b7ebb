import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useRef, useState } from 'react';
import { ConnectBalances, ConnectPayments, type ConnectSessionProps } from 'stripe-embedded';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { appearanceFromCss, type AppearanceFromCssOptions } from 'stripe-embedded';
import { StoryProvider } from '../sandbox.js';

export default { title: 'Connect/Appearance' } satisfies Meta;

/** As in shadcn/ui for Tailwind 3: each colour is a list of hsl channels. */
const CHANNELS = `
.app { --background: 0 0% 100%; --foreground: 222.2 84% 4.9%; --primary: 222.2 47.4% 11.2%; --primary-foreground: 210 40% 98%;
  --muted: 210 40% 96.1%; --muted-foreground: 215.4 16.3% 40%; --border: 214.3 31.8% 91.4%; --destructive: 0 72% 45%; --radius: 0.5rem;
  background: hsl(var(--background)); color: hsl(var(--foreground)); border: 1px solid hsl(var(--border)); }
.app.dark { --background: 222.2 84% 4.9%; --foreground: 210 40% 98%; --primary: 210 40% 98%; --primary-foreground: 222.2 47.4% 11.2%;
  --muted: 217.2 32.6% 17.5%; --muted-foreground: 215 20.2% 75%; --border: 217.2 32.6% 17.5%; --destructive: 0 90% 72%; }`;

/** As in shadcn/ui for Tailwind 4: complete colours in oklch. */
const OKLCH = `
.app { --background: oklch(1 0 0); --foreground: oklch(0.145 0.02 290); --primary: oklch(0.45 0.2 290); --primary-foreground: oklch(0.985 0 0);
  --muted: oklch(0.97 0.005 290); --muted-foreground: oklch(0.5 0.02 290); --border: oklch(0.9 0.01 290); --destructive: oklch(0.5 0.2 27); --radius: 1rem;
  background: var(--background); color: var(--foreground); border: 1px solid var(--border); }
.app.dark { --background: oklch(0.18 0.02 290); --foreground: oklch(0.985 0 0); --primary: oklch(0.8 0.12 290); --primary-foreground: oklch(0.2 0.05 290);
  --muted: oklch(0.25 0.02 290); --muted-foreground: oklch(0.75 0.02 290); --border: oklch(1 0 0 / 15%); --destructive: oklch(0.75 0.15 22); }`;

const VARIABLES: AppearanceFromCssOptions['variables'] = {
  colorPrimary: '--primary',
  colorBackground: '--background',
  colorText: '--foreground',
  colorSecondaryText: '--muted-foreground',
  colorBorder: '--border',
  colorDanger: '--destructive',
  actionPrimaryColorText: '--primary',
  buttonPrimaryColorBackground: '--primary',
  buttonPrimaryColorText: '--primary-foreground',
  buttonSecondaryColorBackground: '--muted',
  buttonSecondaryColorText: '--foreground',
  buttonSecondaryColorBorder: '--border',
  offsetBackgroundColor: '--muted',
  formBackgroundColor: '--background',
  borderRadius: '--radius',
  buttonBorderRadius: 'calc(var(--radius) - 2px)',
};

type Appearance = ConnectSessionProps['appearance'];

function App({ css, startsDark = false }: { css: string; startsDark?: boolean }) {
  const app = useRef<HTMLDivElement>(null);
  const [dark, setDark] = useState(startsDark);
  const [appearance, setAppearance] = useState<Appearance>();
  useEffect(() => {
    const read = () => setAppearance(appearanceFromCss({ element: app.current, variables: VARIABLES }));
    const observer = new MutationObserver(read);
    observer.observe(app.current!, { attributeFilter: ['class'] });
    read();
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={app} className={dark ? 'app dark' : 'app'} style={{ padding: 24, borderRadius: 12 }}>
      <style>{css}</style>
      <p style={{ marginTop: 0 }}>
        <label>
          <input type="checkbox" checked={dark} onChange={(event) => setDark(event.target.checked)} /> Dark
        </label>
      </p>
      {appearance && (
        <StoryProvider theme={dark ? 'dark' : 'light'} appearance={appearance}>
          <div style={{ display: 'grid', gap: 24 }}>
            <ConnectBalances />
            <ConnectPayments />
          </div>
        </StoryProvider>
      )}
    </div>
  );
}

/** The value of a variable in Stripe's element. */
const worn = (canvas: HTMLElement, name: string) =>
  canvas
    .querySelector('stripe-connect-payments')
    ?.shadowRoot?.querySelector<HTMLElement>('.root')
    ?.style.getPropertyValue(`--${name}`);

const shows = (canvas: HTMLElement, expected: Record<string, string>) =>
  waitFor(() =>
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, worn(canvas, name)]))).toEqual(
      expected,
    ),
  );

/** The page's own colours, read from its style sheet. */
export const Channels: StoryObj = {
  render: () => <App css={CHANNELS} />,
  play: async ({ canvasElement }) => {
    await shows(canvasElement, { colorPrimary: '#0f172a', colorBackground: '#ffffff', borderRadius: '8px' });
  },
};

export const ChannelsInTheDark: StoryObj = {
  render: () => <App css={CHANNELS} startsDark />,
  play: async ({ canvasElement }) => {
    await shows(canvasElement, { colorPrimary: '#f8fafc', colorBackground: '#020817', borderRadius: '8px' });
  },
};

export const Oklch: StoryObj = {
  render: () => <App css={OKLCH} />,
  play: async ({ canvasElement }) => {
    await shows(canvasElement, { colorBackground: '#ffffff', borderRadius: '16px' });
  },
};

/** A translucent border stays translucent. */
export const OklchInTheDark: StoryObj = {
  render: () => <App css={OKLCH} startsDark />,
  play: async ({ canvasElement }) => {
    await shows(canvasElement, { colorBorder: 'rgba(255, 255, 255, 0.15)', borderRadius: '16px' });
  },
};

/** The page switches to dark mode, and its components follow without being recreated. */
export const Switch: StoryObj = {
  render: Channels.render!,
  play: async ({ canvasElement }) => {
    await shows(canvasElement, { colorBackground: '#ffffff' });
    const element = canvasElement.querySelector('stripe-connect-payments');
    await userEvent.click(within(canvasElement).getByRole('checkbox', { name: 'Dark' }));
    await shows(canvasElement, { colorBackground: '#020817' });
    await expect(canvasElement.querySelector('stripe-connect-payments')).toBe(element);
  },
};

/** `theme="auto"` follows the system. */
export const Auto: StoryObj = {
  render: () => (
    <div style={{ colorScheme: 'light dark', background: 'Canvas', color: 'CanvasText', padding: 24 }}>
      <StoryProvider theme="auto">
        <ConnectPayments />
      </StoryProvider>
    </div>
  ),
  play: async ({ canvasElement }) => {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    await shows(canvasElement, { colorBackground: isDark ? '#14171f' : '#ffffff' });
  },
};
