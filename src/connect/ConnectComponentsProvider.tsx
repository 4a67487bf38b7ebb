'use client';

import type { StripeConnectInstance } from '@stripe/connect-js';
import { useMemo, type ReactNode } from 'react';
import { useConnectContext } from './ConnectContext.js';
import { ConnectProvider } from './ConnectProvider.js';
import { useConnect } from './useConnect.js';

/**
 * The provider of `@stripe/react-connect-js`, so that you can start a migration by changing one import.
 *
 * @example
 * <ConnectComponentsProvider connectInstance={loadConnectAndInitialize(…)}>
 *   <ConnectPayments />
 * </ConnectComponentsProvider>
 */
export function ConnectComponentsProvider(props: {
  /** The instance that Stripe's `loadConnectAndInitialize` returned. */
  connectInstance: StripeConnectInstance;
  /** Stripe's components may be anywhere inside. */
  children?: ReactNode;
}) {
  return <ConnectProvider {...props} />;
}

/**
 * Returns the instance of the nearest `ConnectComponentsProvider`, as you passed it. Inside a `ConnectProvider` that
 * creates its own instance, it throws until there is one.
 *
 * @example
 * const { connectInstance } = useConnectComponents();
 */
export function useConnectComponents(): { connectInstance: StripeConnectInstance } {
  const { store } = useConnectContext('useConnectComponents');
  const { instance } = useConnect();
  // A page that passed `undefined` because it has no instance yet gets that back, as from `@stripe/react-connect-js`.
  const given = useMemo(() => ({ connectInstance: instance! }), [instance]);
  if (instance || !store.renews) return given;
  throw new Error(
    '[stripe-embedded] `useConnectComponents` found no instance yet: a `<ConnectProvider>` creates it when its first component mounts. Use `useConnect()`: its `instance` is undefined until then.',
  );
}
