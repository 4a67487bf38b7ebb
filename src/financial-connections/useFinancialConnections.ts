'use client';

import { useEffect, useMemo } from 'react';
import { useKeyedStore } from '../hooks/useKeyedStore.js';
import { isPrerendered } from '../session/isPrerendered.js';
import { sayUnheard } from '../session/sayUnheard.js';
import { shield } from '../session/shield.js';
import { diagnoseWebview } from './diagnoseWebview.js';
import { useFinancialConnectionsContext } from './FinancialConnectionsContext.js';
import { createLinkStore } from './linkStore.js';
import type {
  FinancialConnectionsParams,
  LinkSettings,
  LinkSnapshot,
  PaymentOptions,
  SetupOptions,
} from './linkTypes.js';
import type { FinancialConnectionsResult } from './result.js';
import { whoseBanks } from './whoseBanks.js';

/** How to link accounts. */
export interface UseFinancialConnectionsOptions extends Pick<
  LinkSettings,
  'params' | 'onLinked' | 'onCancel' | 'onError'
> {
  /**
   * When to prepare a session. If one is ready, the modal opens with the click and no browser blocks the bank's
   * window. `none` prepares it at the click, `intent` when `prefetchSession` is called (`LinkAccountsButton`, whose
   * default is `intent`, calls it on hover and focus), and `mount` at once, and again at once when `params` change.
   * @default 'none'
   */
  prefetch?: 'none' | 'intent' | 'mount' | undefined;
  /** Asks the endpoint to confirm on the server what the browser reports as linked. @default false */
  verify?: boolean | undefined;
}

/** The return value of `useFinancialConnections`. */
export interface UseFinancialConnectionsResult extends LinkSnapshot {
  /** Whether Stripe's modal is open. While it is, a dialog of your page must not trap the focus. */
  isOpen: boolean;
  /** Opens Stripe's modal and resolves with the linked accounts. Each of its `params` overrides the hook's. */
  collectAccounts: (params?: FinancialConnectionsParams) => Promise<FinancialConnectionsResult>;
  /** Opens the modal for one account and resolves with a bank account token. */
  collectBankAccountToken: (params?: FinancialConnectionsParams) => Promise<FinancialConnectionsResult>;
  /** Links an account to a PaymentIntent, using the intent's own secret. */
  collectBankAccountForPayment: (options: PaymentOptions) => Promise<FinancialConnectionsResult>;
  /** Links an account to a SetupIntent, using the intent's own secret. */
  collectBankAccountForSetup: (options: SetupOptions) => Promise<FinancialConnectionsResult>;
  /** Loads Stripe.js and prepares a session for the next click. */
  prefetchSession: () => Promise<void>;
  /** Clears the result of the last flow. */
  reset: () => void;
}

type Functions = Omit<UseFinancialConnectionsResult, keyof LinkSnapshot | 'isOpen'>;

/**
 * Links bank accounts through Stripe's modal. The `collect…` functions never reject: each resolves with how the flow
 * ended.
 *
 * @example
 * const { collectAccounts, status } = useFinancialConnections({ verify: true });
 * const result = await collectAccounts();
 * if (result.type === 'linked') save(result.accounts);
 */
export function useFinancialConnections(
  options: UseFinancialConnectionsOptions = {},
): UseFinancialConnectionsResult {
  const context = useFinancialConnectionsContext('useFinancialConnections');
  const settings: LinkSettings = {
    ...context,
    ...options,
    onError(error) {
      if (process.env.NODE_ENV !== 'production' && !context.onError && !options.onError) sayUnheard(error);
      shield(() => context.onError?.(error));
      options.onError?.(error);
    },
  };
  if (process.env.NODE_ENV !== 'production') diagnoseWebview(options.params);
  const key = JSON.stringify([whoseBanks(settings), context.locale]);
  const [store, snapshot] = useKeyedStore(createLinkStore, key, settings, context.clock);
  // At once, and again when the wishes change.
  const atOnce = options.prefetch === 'mount' && JSON.stringify([options.params]);
  useEffect(() => {
    if (atOnce && !isPrerendered(store.prefetch)) void store.prefetch();
  }, [store, atOnce]);

  // Stable in every state: an effect that depends on one must not reopen the modal when it has closed.
  const functions = useMemo<Functions>(
    () => ({
      collectAccounts: (params) => store.collect({ method: 'collectFinancialConnectionsAccounts', params }),
      collectBankAccountToken: (params) => store.collect({ method: 'collectBankAccountToken', params }),
      collectBankAccountForPayment: (given) =>
        store.collect({ method: 'collectBankAccountForPayment', options: { ...given } }),
      collectBankAccountForSetup: (given) =>
        store.collect({ method: 'collectBankAccountForSetup', options: { ...given } }),
      prefetchSession: store.prefetch,
      reset: store.reset,
    }),
    [store],
  );
  return useMemo(
    () => ({ ...snapshot, isOpen: snapshot.status === 'open', ...functions }),
    [snapshot, functions],
  );
}
