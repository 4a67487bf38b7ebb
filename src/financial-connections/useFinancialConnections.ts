'use client';

import { useEffect, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useThroughEdits } from '../hooks/useThroughEdits.js';
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
  const { locale, clock } = context;
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
  const key = JSON.stringify([whoseBanks(settings), locale]);
  const current = { key, settings };
  const latest = useRef(current);
  const made = useMemo(
    // The store of an earlier key keeps the settings that it began with: the newest ones are for another.
    () => createLinkStore(() => (latest.current.key === key ? latest.current : current).settings, clock),
    // What a session belongs to: another key, another store.
    // oxlint-disable-next-line react/exhaustive-deps
    [key, clock],
  );
  // oxlint-disable-next-line react-hooks/rules-of-hooks -- a build is for production, or it is not
  const store = process.env.NODE_ENV === 'production' ? made : useThroughEdits(made, key, clock);
  // Before any effect: a child's may ask in this very commit, and means the newest wishes.
  useInsertionEffect(() => {
    latest.current = current;
  });
  useInsertionEffect(() => store.hear(), [store]);
  useEffect(() => store.retain(), [store]);
  const atOnce = options.prefetch === 'mount';
  const wishes = JSON.stringify(options.params);
  useEffect(() => {
    if (atOnce) void store.prefetch();
  }, [store, atOnce, wishes]);

  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot);
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
