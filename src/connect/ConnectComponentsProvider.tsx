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
 * The instance of the nearest `ConnectComponentsProvider`. Throws until there is one.
 *
 * @example
 * const { connectInstance } = useConnectComponents();
 */
export function useConnectComponents(): { connectInstance: StripeConnectInstance } {
  useConnectContext('useConnectComponents');
  const { instance } = useConnect();
  const given = useMemo(() => instance && { connectInstance: instance }, [instance]);
  if (given) return given;
  throw new Error(
    '[stripe-embedded] `useConnectComponents` found no instance yet: a `<ConnectProvider>` makes one when its first component mounts. Use `useConnect()`, whose `instance` is undefined until then.',
  );
}
