'use client';

import type { StripeConnectInstance } from '@stripe/connect-js';
import { useMemo, type ReactNode } from 'react';
import { useConnectContext } from './ConnectContext.js';
import { ConnectProvider } from './ConnectProvider.js';
import { useConnect } from './useConnect.js';

/**
 * `@stripe/react-connect-js`'s provider, so that moving over can begin with one changed import.
 *
 * @example
 * <ConnectComponentsProvider connectInstance={loadConnectAndInitialize(…)}>
 *   <ConnectPayments />
 * </ConnectComponentsProvider>
 */
export function ConnectComponentsProvider(props: {
  /** What Stripe's `loadConnectAndInitialize` gave. */
  connectInstance: StripeConnectInstance;
  /** The components may be anywhere in it. */
  children?: ReactNode;
}) {
  return <ConnectProvider {...props} />;
}

/**
 * The instance of the nearest `ConnectComponentsProvider`, as the page gave it. Below a `ConnectProvider` that makes
 * its own it throws until there is one.
 *
 * @example
 * const { connectInstance } = useConnectComponents();
 */
export function useConnectComponents(): { connectInstance: StripeConnectInstance } {
  const { store } = useConnectContext('useConnectComponents');
  const { instance } = useConnect();
  // A page that has none yet gave `undefined`, and gets that back, as from `@stripe/react-connect-js`.
  const given = useMemo(() => ({ connectInstance: instance! }), [instance]);
  if (instance || !store.renews) return given;
  throw new Error(
    '[stripe-embedded] `useConnectComponents` found no instance yet: a `<ConnectProvider>` makes one when its first component mounts. Use `useConnect()`, whose `instance` is undefined until then.',
  );
}
