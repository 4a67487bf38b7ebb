'use client';

import type { QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { canonicalLocale } from '../appearance/canonicalLocale.js';
import { useQueryClientOr } from '../hooks/useQueryClientOr.js';
import { refuseSecretKey } from '../session/checkKey.js';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';
import type { Messages } from '../ui/messages.js';
import type { SomeOf } from '../ui/textsOver.js';
import { FinancialConnectionsContext } from './FinancialConnectionsContext.js';
import type { LinkSettings } from './linkTypes.js';

/** Where sessions come from, and what everything inside the provider shares. */
export interface FinancialConnectionsProviderProps {
  /** Buttons, lists and hooks may be anywhere inside. */
  children?: ReactNode;
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** Starts with `pk_`. Can be omitted if the endpoint returns one. */
  publishableKey?: string | undefined;
  /** The account that a session belongs to. It is a hint: the server decides. */
  account?: string | undefined;
  /** The connected account that Stripe.js acts for, if the session belongs to that account itself. */
  stripeAccount?: string | undefined;
  /** The return value of `loadStripe`, if your page loads Stripe.js itself. */
  stripe?: LinkSettings['stripe'] | undefined;
  /**
   * The language of Stripe's texts, as a BCP 47 tag (`fr-CA`). Defaults to the session's locale, then to the
   * browser's.
   */
  locale?: string | undefined;
  /** Milliseconds to wait for Stripe.js before it counts as failed. @default 20_000 */
  loadTimeout?: number | undefined;
  /** Called once for each flow that failed. Without any `onError`, the error goes to the console in development. */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /** The texts that users see. Defaults to English. */
  messages?: SomeOf<Messages> | undefined;
  /** Shows each mint as a mutation and the session's metadata as a query. Defaults to the nearest `QueryClient`. */
  queryClient?: QueryClient | undefined;
  /** Controls time in tests. @default the system clock */
  clock?: Clock | undefined;
}

/**
 * Lets the buttons and hooks inside it link bank accounts. Stripe.js is loaded when the first account is about to be
 * linked.
 *
 * @example
 * <FinancialConnectionsProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <LinkAccountsButton onLinked={({ accounts }) => save(accounts)} />
 * </FinancialConnectionsProvider>
 */
export function FinancialConnectionsProvider(props: FinancialConnectionsProviderProps) {
  const { children, clock = systemClock, loadTimeout = 20_000, ...rest } = props;
  refuseSecretKey(props.publishableKey);
  // No warning is needed: Stripe.js supports more languages than Connect.js, and falls back to English for the others.
  const locale = canonicalLocale(props.locale);
  const queryClient = useQueryClientOr(props.queryClient);
  const [scope] = useState(() => props.endpoint);
  const value = {
    ...rest,
    scope,
    locale,
    queryClient,
    clock,
    loadTimeout,
  };
  return (
    <FinancialConnectionsContext.Provider value={value}>{children}</FinancialConnectionsContext.Provider>
  );
}
