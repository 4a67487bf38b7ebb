'use client';

import type { QueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { canonicalLocale } from '../appearance/canonicalLocale.js';
import { useQueryClientOr } from '../hooks/useQueryClientOr.js';
import { refuseSecretKey } from '../session/checkKey.js';
import { systemClock, type Clock } from '../session/clock.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import type { EmbeddedError } from '../session/errors.js';
import { english } from '../ui/english.js';
import type { Messages } from '../ui/messages.js';
import { textsOver, type SomeOf } from '../ui/textsOver.js';
import { FinancialConnectionsContext } from './FinancialConnectionsContext.js';
import type { LinkSettings } from './linkTypes.js';

/** Where sessions come from, and what all that is below shares. */
export interface FinancialConnectionsProviderProps {
  /** Buttons, lists and hooks may be anywhere in it. */
  children?: ReactNode;
  /** Where sessions come from: a URL, a URL with options, or a function. */
  endpoint: SessionEndpoint;
  /** Begins with `pk_`. Left out where the endpoint answers with one. */
  publishableKey?: string | undefined;
  /** A hint, and what a session belongs to: the server decides. */
  account?: string | undefined;
  /** The connected account that Stripe.js acts for, where the session is that account's own. */
  stripeAccount?: string | undefined;
  /** What `loadStripe` gave, where the page loads Stripe.js itself. */
  stripe?: LinkSettings['stripe'] | undefined;
  /** The language of Stripe's texts, as BCP 47 has it (`fr-CA`). Left out, the session's, or else the browser's. */
  locale?: string | undefined;
  /** Milliseconds until waiting for Stripe.js counts as failed. @default 20_000 */
  loadTimeout?: number | undefined;
  /** Called once for each flow that failed. Where nobody hears of one, it is on the console in development. */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /** What a person reads. English where left out. */
  messages?: SomeOf<Messages> | undefined;
  /** Sees each mint as a mutation and the session's metadata as a query. The app's nearest one where left out. */
  queryClient?: QueryClient | undefined;
  /** Time, for tests. @default the system's */
  clock?: Clock | undefined;
}

/**
 * Lets what is below it link bank accounts. Stripe.js is loaded when the first one is about to be linked.
 *
 * @example
 * <FinancialConnectionsProvider publishableKey="pk_test_…" endpoint="/api/stripe/session">
 *   <LinkAccountsButton onLinked={({ accounts }) => save(accounts)} />
 * </FinancialConnectionsProvider>
 */
export function FinancialConnectionsProvider(props: FinancialConnectionsProviderProps) {
  const { children, messages, clock = systemClock, loadTimeout = 20_000, ...rest } = props;
  refuseSecretKey(props.publishableKey);
  // Stripe.js speaks more languages than Connect.js, and English for the others: no warning is due.
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
    messages: textsOver(english, messages),
  };
  return (
    <FinancialConnectionsContext.Provider value={value}>{children}</FinancialConnectionsContext.Provider>
  );
}
