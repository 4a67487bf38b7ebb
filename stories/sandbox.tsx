import type { Decorator } from '@storybook/react-vite';
import { createContext, useContext, useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import {
  ConnectProvider,
  FinancialConnectionsProvider,
  type ConnectSessionProps,
  type FinancialConnectionsProviderProps,
} from 'stripe-embedded';
import { arabic, arabicWidgets } from 'stripe-embedded/messages/ar';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';
import type { WidgetMessages } from 'stripe-embedded/widgets';
import { createSandbox, type FaultRequest, type Sandbox, type SandboxOptions } from 'stripe-embedded/sandbox';

type Network = 'fast' | 'slow' | 'script blocked' | 'endpoint failing' | 'offline';

interface Surroundings {
  sandbox: Sandbox;
  theme: 'light' | 'dark';
  locale: string;
}

const SandboxContext = createContext<Surroundings | undefined>(undefined);

/** The sandbox that a story runs on, for stories that control it. */
export function useStorySandbox(): Surroundings {
  const surroundings = useContext(SandboxContext);
  if (!surroundings) throw new Error('A story must run within the sandbox decorator.');
  return surroundings;
}

function create(network: Network, options: SandboxOptions): Sandbox {
  const sandbox = createSandbox({
    latency: network === 'slow' ? { script: 1500, api: 1500, element: 1500 } : {},
    ...options,
  });
  if (network === 'endpoint failing') sandbox.fail({ api: 500, times: 3 });
  if (network === 'offline') sandbox.fail({ api: 'offline', times: Infinity });
  return sandbox;
}

/** Gives each story its own simulated Stripe, configured by the toolbar and by `parameters.sandbox`. */
export const withSandbox: Decorator = (Story, { globals, parameters, id, viewMode }) => {
  const { theme, locale, network, session } = globals as {
    theme: 'light' | 'dark';
    locale: string;
    network: Network;
    session: string;
  };
  const key = [id, network, session].join();
  return (
    <Page theme={theme} locale={locale} isAlone={viewMode === 'story'}>
      <WithSandbox
        key={key}
        network={network}
        fault={parameters['fault'] as FaultRequest | undefined}
        options={{
          sessionTtl: session === 'an hour' ? 3600 : 30,
          ...(parameters['sandbox'] as SandboxOptions | undefined),
        }}
      >
        {(sandbox) => (
          <SandboxContext.Provider value={{ sandbox, theme, locale }}>
            <Story />
          </SandboxContext.Provider>
        )}
      </WithSandbox>
    </Page>
  );
};

const COLOURS: Record<'light' | 'dark', CSSProperties> = {
  light: { background: '#ffffff', color: '#1f2430', colorScheme: 'light' },
  dark: { background: '#14171f', color: '#eceef3', colorScheme: 'dark' },
};

interface PageProps {
  theme: 'light' | 'dark';
  locale: string;
  /** Whether the story is alone in the window, and not on a docs page. */
  isAlone: boolean;
  children: ReactNode;
}

function Page({ theme, locale, isAlone, children }: PageProps) {
  return (
    <main
      lang={locale}
      dir={locale.startsWith('ar') ? 'rtl' : 'ltr'}
      style={{
        ...COLOURS[theme],
        boxSizing: 'border-box',
        minHeight: isAlone ? '100vh' : undefined,
        padding: 24,
        fontFamily: 'system-ui, sans-serif',
      }}
    >
      {children}
    </main>
  );
}

interface WithSandboxProps {
  network: Network;
  fault: FaultRequest | undefined;
  options: SandboxOptions;
  children: (sandbox: Sandbox) => ReactNode;
}

function WithSandbox({ network, fault, options, children }: WithSandboxProps) {
  const [sandbox, setSandbox] = useState<Sandbox>();
  useEffect(() => {
    const made = create(network, options);
    if (fault) made.fail(fault);
    // As with an ad blocker, the scripts' addresses lead nowhere.
    if (network === 'script blocked') made.fail({ script: 'blocked', times: 2 });
    const uninstall = made.install(window, {
      scripts: network === 'script blocked' ? 'on-request' : 'loaded',
    });
    setSandbox(made);
    return uninstall;
    // One sandbox for the story's life. The toolbar changes the story's key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return sandbox ? children(sandbox) : null;
}

const MESSAGES: Record<string, ConnectSessionProps['messages']> = { 'ar-EG': arabic, 'fr-FR': french };

const WIDGET_MESSAGES: Record<string, WidgetMessages> = { 'ar-EG': arabicWidgets, 'fr-FR': frenchWidgets };

/** The widgets' texts in the story's language. */
export const useStoryWidgetMessages = (): WidgetMessages | undefined =>
  WIDGET_MESSAGES[useStorySandbox().locale];

/** A provider as in an app, on the story's sandbox. */
export function StoryProvider(props: Partial<ConnectSessionProps>) {
  const { sandbox, theme, locale } = useStorySandbox();
  return (
    <ConnectProvider
      publishableKey="pk_test_sandbox"
      endpoint={sandbox.endpoint}
      theme={theme}
      locale={locale}
      messages={MESSAGES[locale]}
      {...props}
    />
  );
}

/** The same for linking bank accounts. */
export function StoryBankProvider(props: Partial<FinancialConnectionsProviderProps>) {
  const { sandbox, locale } = useStorySandbox();
  return (
    <FinancialConnectionsProvider
      publishableKey="pk_test_sandbox"
      endpoint={sandbox.endpoint}
      locale={locale}
      messages={MESSAGES[locale]}
      {...props}
    />
  );
}
