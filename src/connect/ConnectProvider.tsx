'use client';

import type { StripeConnectInstance } from '@stripe/connect-js';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useInsertionEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { checkAppearance } from '../appearance/checkAppearance.js';
import { connectLocale } from '../appearance/connectLocale.js';
import { resolveAppearance } from '../appearance/themes.js';
import { useTheme, type Theme } from '../appearance/useTheme.js';
import { useQueryClientOr } from '../hooks/useQueryClientOr.js';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';
import type { Messages } from '../ui/messages.js';
import { englishPanel } from '../ui/messages/englishPanel.js';
import { textsOver, type SomeOf } from '../ui/textsOver.js';
import { isWebview } from '../session/isWebview.js';
import { refuseSecretKey } from '../session/checkKey.js';
import { shield } from '../session/shield.js';
import { sayUnheard } from '../session/sayUnheard.js';
import { ConnectContext, type ConnectContextValue } from './ConnectContext.js';
import type { PanelProps } from './connectProps.js';
import type { ConnectSettings, ConnectStore, Look, OwnConnectStore, SessionEvent } from './connectTypes.js';
import { diagnoseComponents } from './diagnoseComponents.js';
import { diagnosePage } from './diagnosePage.js';
import { connectKey, findConnectStore } from './findConnectStore.js';
import { findGivenStore } from './givenStore.js';

interface SharedProps extends PanelProps {
  /** Stripe's components may be anywhere inside. */
  children?: ReactNode;
  /**
   * Called once for each problem with the session or with a component. If omitted, errors go to the console in
   * development.
   */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /**
   * The texts that users see while something loads or after it fails. Defaults to English;
   * `stripe-embedded/messages/fr` and `/ar` are included.
   */
  messages?: SomeOf<Messages> | undefined;
}

/** The usual provider: it creates its own sessions. */
export interface ConnectSessionProps extends SharedProps {
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** Starts with `pk_`. Can be omitted if the endpoint returns one. */
  publishableKey?: string | undefined;
  /**
   * The account that the session belongs to. It is a hint: the server decides. When it changes, nothing of the old
   * account stays on the page.
   */
  account?: string | undefined;
  /** Requests only these components, by their API names. If omitted, the server's policy decides. */
  components?: readonly string[] | undefined;
  /** Connect.js's `appearance` object. Its variables override the theme's. Updates in place. */
  appearance?: Look['appearance'] | undefined;
  /** `auto` follows the system setting. Updates in place. Defaults to Connect.js's own look. */
  theme?: Theme | undefined;
  /**
   * The language of Stripe's texts, as a BCP 47 tag (`fr-CA`). Updates in place. Defaults to the session's locale,
   * then to the browser's.
   */
  locale?: string | undefined;
  /** Fonts for Stripe's frames, which cannot use the page's. Cannot change once Connect.js is running. */
  fonts?: ConnectSettings['fonts'] | undefined;
  /** Connect.js's `displayOptions` object. Updates in place. */
  displayOptions?: Look['displayOptions'] | undefined;
  /** Set on the script tag, for your Content-Security-Policy. */
  nonce?: string | undefined;
  /**
   * The address to offer users inside an app's webview, where Stripe's components do not work. Each component then
   * shows a link to it, and nothing is requested. If omitted, the components try to load there too.
   */
  linkOut?: string | URL | undefined;
  /** Starts at once instead of when the first component mounts. @default false */
  preload?: boolean | undefined;
  /** Called at each step of the session's life. */
  onSessionEvent?: ((event: SessionEvent) => void) | undefined;
  /** Shows each mint as a mutation and the session's metadata as a query. Defaults to the nearest `QueryClient`. */
  queryClient?: QueryClient | undefined;
  /** Controls time in tests. @default the system clock */
  clock?: Clock | undefined;
  connectInstance?: undefined;
}

/** A provider around a Connect instance that you created. */
export interface ConnectInstanceProps extends SharedProps {
  /** Your own Connect instance, for migrating from `@stripe/react-connect-js`. */
  connectInstance: StripeConnectInstance;
}

/** The props of a provider that creates its own sessions, or of one around your own Connect instance. */
export type ConnectProviderProps = ConnectSessionProps | ConnectInstanceProps;

/**
 * Provides a session to the Stripe components inside it. The session is requested when the first component mounts,
 * renewed when it expires, and never shared with another account.
 *
 * @example
 * <ConnectProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <ConnectPayments />
 * </ConnectProvider>
 */
export function ConnectProvider(props: ConnectProviderProps) {
  return isGiven(props) ? <GivenProvider {...props} /> : <SessionProvider {...props} />;
}

/** A `connectInstance` that is still undefined counts as given, so children keep their state when it arrives. */
const isGiven = (props: ConnectProviderProps): props is ConnectInstanceProps =>
  Boolean(props.connectInstance) || ('connectInstance' in props && !('endpoint' in props));

function GivenProvider({ connectInstance, ...props }: ConnectInstanceProps) {
  const store = useMemo(() => findGivenStore(connectInstance ?? undefined), [connectInstance]);
  const value = useProvided(store, props);
  return <ConnectContext.Provider value={value}>{props.children}</ConnectContext.Provider>;
}

function SessionProvider(props: ConnectSessionProps) {
  const { publishableKey, account, preload, theme, appearance } = props;
  refuseSecretKey(publishableKey);
  if (process.env.NODE_ENV !== 'production') {
    checkAppearance(appearance, theme);
    diagnosePage(props.linkOut);
    diagnoseComponents(props.components);
  }
  const queryClient = useQueryClientOr(props.queryClient);
  const shade = useTheme(theme);
  // An inline function changes on every render, so the first one identifies the endpoint.
  const [scope] = useState(() => props.endpoint);
  // Inline objects change identity on every render although the look is the same.
  const written = JSON.stringify([theme, appearance, props.locale, props.displayOptions]);
  const look = useMemo(
    () => ({
      written,
      appearance: resolveAppearance({ theme: shade, appearance }),
      locale: connectLocale(props.locale),
      displayOptions: props.displayOptions,
    }),
    // oxlint-disable-next-line react/exhaustive-deps
    [shade, written],
  );
  const settings: ConnectSettings = {
    look,
    endpoint: props.endpoint,
    publishableKey,
    account,
    components: props.components?.map((name) => name.replaceAll('-', '_')),
    fonts: props.fonts,
    loadTimeout: props.loadTimeout ?? 20_000,
    nonce: props.nonce,
    // A server does not know, and its HTML must not request anything in a webview.
    isLedOut: Boolean(props.linkOut) && (typeof window === 'undefined' || isWebview()),
    clock: props.clock ?? systemClock,
    queryClient,
  };
  const key = connectKey(settings);
  // A store starts with the settings of the render that first asks for its key.
  const { store, wasUsed } = useMemo(() => {
    const found = findConnectStore(key, scope, settings);
    return { store: found, wasUsed: found.isUsed() };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, scope]);
  if (preload) store.hasten();
  const linkOut = props.linkOut?.toString();
  const value = useProvided(store, { ...props, appearance: look.appearance, linkOut });

  /**
   * True until the effects have run, and while React's Activity hides us: the store follows the settings of visible
   * providers.
   */
  const isHidden = useRef(true);
  useInsertionEffect(() => {
    if (!isHidden.current) store.configure(settings);
  });
  useEffect(() => {
    store.configure(settings);
    return store.wear(look);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, look]);
  useEffect(() => (preload ? store.retain() : undefined), [store, preload]);

  useEffect(() => () => void (isHidden.current = true), []);
  const before = useRef<{ store: OwnConnectStore; account?: string }>(undefined);
  // Must be the last effect: being hidden and shown again re-runs all of them, and `isHidden` has to stay true until
  // here.
  useEffect(() => {
    // The account went away and none replaced it: the user signed out.
    if (before.current?.account && !account) {
      // By now the page receives the new session's events. It must still receive the end of the old session.
      const leave = before.current.store.onEvent((event) => props.onSessionEvent?.(event));
      // Not news if we were hidden meanwhile: that user left long ago, and the page may have other users by now.
      before.current.store.loseAccount(!isHidden.current);
      leave();
      // The session without an account may date from before their account was known, and so be theirs too, unless
      // others on the page were already using it.
      const isTheirs = !wasUsed && !isHidden.current;
      if (isTheirs && store.getSnapshot().status === 'ready') store.refresh();
    }
    before.current = { store, account };
    isHidden.current = false;
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, account]);

  return <ConnectContext.Provider value={value}>{props.children}</ConnectContext.Provider>;
}

type ProvidedProps = SharedProps &
  Pick<ConnectSessionProps, 'onSessionEvent' | 'account' | 'appearance'> & { linkOut?: string };

/** The context for everything below a provider, plus the calls to the page's `onError` and `onSessionEvent`. */
function useProvided(store: ConnectStore, props: ProvidedProps): ConnectContextValue {
  const { fallback, errorFallback, loadTimeout, messages, account, appearance, linkOut } = props;
  if (process.env.NODE_ENV !== 'production') props = { ...props, onError: props.onError ?? sayUnheard };
  const latest = useRef({ store, props });
  useInsertionEffect(() => {
    latest.current = { store, props };
  });
  /** All reported errors, not only the last: another account may fail before the page returns to the first one. */
  const [told] = useState(() => new WeakSet<EmbeddedError>());
  /** The instance whose session Stripe refused. Every component on it reports the refusal; the page gets one. */
  const refused = useRef('');
  useEffect(() => {
    const tell = (error: EmbeddedError, trouble = error) => {
      told.add(trouble);
      latest.current.props.onError?.(error);
    };
    // The session may have failed before this provider started using it, so its page has not been notified yet.
    const { error, trouble } = store.getSnapshot();
    if (error && !told.has(trouble!)) shield(() => tell(error, trouble));
    return store.onEvent((event) => {
      if (latest.current.store !== store) return;
      latest.current.props.onSessionEvent?.(event);
      if (event.type === 'failed') tell(event.error);
    });
  }, [store, told]);
  // An inline object changes identity on every render although its texts are the same.
  const texts = JSON.stringify(messages);
  return useMemo(
    () => ({
      store,
      fallback,
      errorFallback,
      loadTimeout,
      messages: textsOver(englishPanel, messages),
      account,
      appearance,
      linkOut,
      report(error: EmbeddedError, generation?: number) {
        const of = `${store.id}.${generation}`;
        const isRefusal = error.code === 'session_expired';
        if (latest.current.store !== store || (isRefusal && refused.current === of)) return;
        if (isRefusal) refused.current = of;
        latest.current.props.onError?.(error);
      },
    }),
    // oxlint-disable-next-line react/exhaustive-deps
    [store, fallback, errorFallback, loadTimeout, texts, account, appearance, linkOut],
  );
}
