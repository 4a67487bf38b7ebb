'use client';

import { useEffect, useMemo } from 'react';
import { useKeyedStore } from '../hooks/useKeyedStore.js';
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

/** How to link. */
export interface UseFinancialConnectionsOptions extends Pick<
  LinkSettings,
  'params' | 'onLinked' | 'onCancel' | 'onError'
> {
  /**
   * When to have a session ready, so that the modal opens with the click and no browser blocks the bank's window:
   * at the click, when `prefetchSession` is called (a button does so on hover and focus), or at once, and
   * at once for other `params`.
   * @default 'none'
   */
  prefetch?: 'none' | 'intent' | 'mount' | undefined;
  /** Has the endpoint confirm on the server what the browser says was linked. @default false */
  verify?: boolean | undefined;
}

/** What `useFinancialConnections` gives. */
export interface UseFinancialConnectionsResult extends LinkSnapshot {
  /** Stripe's modal is open: a dialog of the page must let go of the focus. */
  isOpen: boolean;
  /** Opens Stripe's modal, and resolves with the accounts that were linked. Its wishes go over the hook's, one by one. */
  collectAccounts: (params?: FinancialConnectionsParams) => Promise<FinancialConnectionsResult>;
  /** Opens the modal for one account, and resolves with a bank account token. */
  collectBankAccountToken: (params?: FinancialConnectionsParams) => Promise<FinancialConnectionsResult>;
  /** Links an account to a PaymentIntent, on the intent's own secret. */
  collectBankAccountForPayment: (options: PaymentOptions) => Promise<FinancialConnectionsResult>;
  /** Links an account to a SetupIntent, on the intent's own secret. */
  collectBankAccountForSetup: (options: SetupOptions) => Promise<FinancialConnectionsResult>;
  /** Loads Stripe.js and makes a session ready for the next click. */
  prefetchSession: () => Promise<void>;
  /** Forgets how the last flow ended. */
  reset: () => void;
}

type Functions = Omit<UseFinancialConnectionsResult, keyof LinkSnapshot | 'isOpen'>;

/**
 * Links bank accounts through Stripe's modal. No `collect…` ever rejects: each resolves with how it ended.
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
  // At once, and again for other wishes.
  const atOnce = options.prefetch === 'mount' && JSON.stringify([options.params]);
  useEffect(() => {
    if (atOnce) void store.prefetch();
  }, [store, atOnce]);

  // The same ones in every state: an effect that names one must not open the modal again when it has closed.
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
