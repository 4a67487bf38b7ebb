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
import { englishPanel, type Messages } from '../ui/messages.js';
import { textsOver, type SomeOf } from '../ui/textsOver.js';
import { isWebview } from '../session/isWebview.js';
import { refuseSecretKey } from '../session/checkKey.js';
import { shield } from '../session/shield.js';
import { sayUnheard } from '../session/sayUnheard.js';
import { ConnectContext, type ConnectContextValue } from './ConnectContext.js';
import type { PanelProps } from './connectProps.js';
import type { ConnectSettings, ConnectStore, Look, OwnConnectStore, SessionEvent } from './connectTypes.js';
import { diagnosePage } from './diagnosePage.js';
import { connectKey, findConnectStore } from './findConnectStore.js';
import { findGivenStore } from './givenStore.js';

interface SharedProps extends PanelProps {
  /** The components may be anywhere in it. */
  children?: ReactNode;
  /** Called once for each trouble, of the session's or of a component's. Left out, each is on the console in development. */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /** What a person reads while waiting or failing. English where left out; `stripe-embedded/messages/fr` and `/ar` are there too. */
  messages?: SomeOf<Messages> | undefined;
}

/** A provider that makes its own sessions: the usual one. */
export interface ConnectSessionProps extends SharedProps {
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** Begins with `pk_`. Left out where the endpoint answers with one. */
  publishableKey?: string | undefined;
  /** A hint, and what the session belongs to: the server decides. A change shows nothing of the old account. */
  account?: string | undefined;
  /** Narrows what is asked for, by the API's names. Left out, the server's policy decides. */
  components?: readonly string[] | undefined;
  /** Connect.js's own object. Its variables go over the theme's. Changes in place. */
  appearance?: Look['appearance'] | undefined;
  /** Changes in place; `auto` follows the system. Left out, Connect.js's own look. */
  theme?: Theme | undefined;
  /** The language of Stripe's texts, as BCP 47 has it (`fr-CA`). Changes in place. Left out, the session's, or else the browser's. */
  locale?: string | undefined;
  /** For Stripe's frames, which do not have the page's. Cannot change once Connect.js runs. */
  fonts?: ConnectSettings['fonts'] | undefined;
  /** Connect.js's own object. Changes in place. */
  displayOptions?: Look['displayOptions'] | undefined;
  /** Given to the script's tag, for a Content-Security-Policy. */
  nonce?: string | undefined;
  /**
   * An address for a person in an app's webview, where Stripe's components do not work: each shows a link to it, and
   * nothing is asked for. Left out, they are tried there too.
   */
  linkOut?: string | URL | undefined;
  /** Begins at once instead of with the first component. @default false */
  preload?: boolean | undefined;
  /** Each step of the session's life. */
  onSessionEvent?: ((event: SessionEvent) => void) | undefined;
  /** Sees each mint as a mutation and the session's metadata as a query. The app's nearest one where left out. */
  queryClient?: QueryClient | undefined;
  /** Time, for tests. @default the system's */
  clock?: Clock | undefined;
  connectInstance?: undefined;
}

/** A provider around an instance that the page made itself. */
export interface ConnectInstanceProps extends SharedProps {
  /** An instance of your own: for a page that moves over from `@stripe/react-connect-js`. */
  connectInstance: StripeConnectInstance;
}

/** With sessions of its own, or around an instance of yours. */
export type ConnectProviderProps = ConnectSessionProps | ConnectInstanceProps;

/**
 * Gives Stripe's components below it a session: asked for when the first one mounts, renewed when it expires,
 * and never shared with another account.
 *
 * @example
 * <ConnectProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <ConnectPayments />
 * </ConnectProvider>
 */
export function ConnectProvider(props: ConnectProviderProps) {
  return isGiven(props) ? <GivenProvider {...props} /> : <SessionProvider {...props} />;
}

/** An instance that is still to come counts as given: what is below keeps its state when it is there. */
const isGiven = (props: ConnectProviderProps): props is ConnectInstanceProps =>
  Boolean(props.connectInstance) || ('connectInstance' in props && !('endpoint' in props));

function GivenProvider({ connectInstance, ...props }: ConnectInstanceProps) {
  const store = useMemo(() => findGivenStore(connectInstance ?? undefined), [connectInstance]);
  const value = useProvided(store, props);
  return <ConnectContext.Provider value={value}>{props.children}</ConnectContext.Provider>;
}

function SessionProvider(props: ConnectSessionProps) {
  const { publishableKey, account, preload = false, theme, appearance } = props;
  refuseSecretKey(publishableKey);
  if (process.env.NODE_ENV !== 'production') {
    checkAppearance(appearance, theme);
    diagnosePage(props.linkOut);
  }
  const queryClient = useQueryClientOr(props.queryClient);
  const shade = useTheme(theme);
  // An inline function is another one at each render: the first stands for all of them.
  const [scope] = useState(() => props.endpoint);
  // Written inline it is another object at each render, and the same look.
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
    isLedOut: Boolean(props.linkOut) && isWebview(),
    clock: props.clock ?? systemClock,
    queryClient,
  };
  const key = connectKey(settings);
  // The settings that a store begins with are those of the render that first asks for its key.
  const { store, wasFree } = useMemo(() => {
    const found = findConnectStore(key, scope, settings);
    return { store: found, wasFree: !found.isUsed() };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, scope]);
  const linkOut = props.linkOut?.toString();
  const value = useProvided(store, { ...props, appearance: look.appearance, linkOut });

  /** Until its effects have run, and while React's Activity hides it: the store takes its settings from who is seen. */
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
  // The last effect: what is hidden and shown again runs all of them, and until here `isHidden` still tells of it.
  useEffect(() => {
    // The account went away and nobody took its place: the person signed out.
    if (before.current?.account && !account) {
      // The page hears of the new session's events by now, and is to hear of the old one's end as well.
      const leave = before.current.store.onEvent((event) => props.onSessionEvent?.(event));
      // No news where it was hidden meanwhile: the person has gone long ago, and those who are here now are others.
      before.current.store.loseAccount(!isHidden.current);
      leave();
      // The session without an account may be from before theirs was known, and so be that person's too; unless others
      // had it on the page already.
      const isTheirs = wasFree && !isHidden.current;
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

/** What is below a provider goes by, and what its page hears of the session. */
function useProvided(store: ConnectStore, props: ProvidedProps): ConnectContextValue {
  const { fallback, errorFallback, loadTimeout, messages, account, appearance, linkOut } = props;
  if (process.env.NODE_ENV !== 'production') props = { ...props, onError: props.onError ?? sayUnheard };
  const latest = useRef({ store, props });
  useInsertionEffect(() => {
    latest.current = { store, props };
  });
  /** What was told, and not only the last of it: another account may fail before the page comes back to the first one. */
  const [told] = useState(() => new WeakSet<EmbeddedError>());
  /** The instance whose session Stripe has refused: each component on it says so. */
  const refused = useRef('');
  useEffect(() => {
    const tell = (error: EmbeddedError, trouble = error) => {
      told.add(trouble);
      latest.current.props.onError?.(error);
    };
    // The session may have failed before this provider came to it: its page has not been told yet.
    const { error, trouble } = store.getSnapshot();
    if (error && !told.has(trouble!)) shield(() => tell(error, trouble));
    return store.onEvent((event) => {
      if (latest.current.store !== store) return;
      latest.current.props.onSessionEvent?.(event);
      if (event.type === 'failed') tell(event.error);
    });
  }, [store, told]);
  // Written inline it is another object at each render, with the same texts.
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
      report(error: EmbeddedError) {
        const of = `${store.id}.${store.getSnapshot().generation}`;
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
