'use client';

import { useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { isFocusFree } from '../ui/isFocusFree.js';
import { englishList } from '../ui/messages/englishList.js';
import { textsOver } from '../ui/textsOver.js';
import { wearStyles } from '../ui/wearStyles.js';
import { FinancialConnectionsContext } from './FinancialConnectionsContext.js';
import { LinkedAccountRow } from './LinkedAccountRow.js';
import { nameOfAccount } from './nameOfAccount.js';
import type { LinkedAccount } from './result.js';
import { whoseBanks } from './whoseBanks.js';

/** The accounts to list, and the actions to offer. */
export interface LinkedAccountsProps {
  /** The accounts from a result, or from your server. */
  accounts: readonly LinkedAccount[];
  /** Called when the user relinks an account that is no longer active. If omitted, there is no such button. */
  onRelink?: ((account: LinkedAccount) => void) | undefined;
  /** Called when the user unlinks an account. If omitted, there is no such button. */
  onUnlink?: ((account: LinkedAccount) => void) | undefined;
  /** Shown when nothing is linked. Defaults to a sentence; `null` shows nothing. */
  emptyState?: ReactNode;
  /** The class of the list. */
  className?: string | undefined;
}

/**
 * Lists linked accounts: bank, name, last digits, status, and the balance if the session has permission to read it.
 *
 * @example
 * <LinkedAccounts accounts={accounts} onUnlink={({ id }) => unlink(id)} />
 */
export function LinkedAccounts({ accounts, onRelink, onUnlink, emptyState, className }: LinkedAccountsProps) {
  // A list of accounts from a server needs no session, and so no provider.
  const context = useContext(FinancialConnectionsContext);
  const messages = textsOver(englishList, context?.messages);
  const whose = context && JSON.stringify(whoseBanks(context));
  const root = useRef<HTMLDivElement>(null);
  /** What had the focus in the list last, unless the focus has moved elsewhere. */
  const focused = useRef<Element>(undefined);
  const before = useRef({ whose, accounts });
  /** An object, so that the second of two accounts with the same name counts as news too. */
  const [news, setNews] = useState<{ text: string }>();

  // Runs after every render, because any of them may remove a button. It sets state once for each account that is gone.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    const known = before.current;
    before.current = { whose, accounts };
    if (!focused.current || focused.current.isConnected) return;
    // A button was removed, and the focus was lost with it: the list takes the focus and announces why.
    const gone = known.accounts.find(({ id }) => !accounts.some((account) => account.id === id));
    const back = accounts.find(
      ({ id, status }) =>
        status === 'active' && known.accounts.some((other) => other.id === id && other.status !== status),
    );
    const [what, which] = gone ? [messages.unlinked, gone] : [messages.active, back];
    // Another user's list is not news, and a focus that has moved elsewhere stays there.
    if (!isFocusFree() || known.whose !== whose) focused.current = undefined;
    else if (which) setNews({ text: `${what}: ${nameOfAccount(which)}` });
    else root.current!.focus({ preventScroll: true });
  });

  return (
    <div
      ref={root}
      tabIndex={-1}
      role={news ? 'group' : undefined}
      aria-label={news?.text}
      onFocus={({ target }) => (focused.current = target)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        // Chromium also reports a blur for an element that is about to be removed. React ignores it, Preact does not.
        if (relatedTarget) focused.current = undefined;
        setNews(undefined);
      }}
    >
      {accounts.length ? (
        <ul
          ref={wearStyles}
          // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- WebKit drops the list role with `list-style: none`
          role="list"
          className={className}
          aria-label={messages.linkedAccounts}
          style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}
        >
          {accounts.map((account) => (
            <LinkedAccountRow
              key={account.id}
              {...{ account, messages, locale: context?.locale, onRelink, onUnlink }}
            />
          ))}
        </ul>
      ) : emptyState === undefined ? (
        <p style={{ margin: 0 }}>{messages.noAccounts}</p>
      ) : (
        emptyState
      )}
    </div>
  );
}
