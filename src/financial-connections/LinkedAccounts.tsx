'use client';

import { useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { english } from '../ui/english.js';
import { hasFocus as hasFocusIn } from '../ui/hasFocus.js';
import { isFocusFree } from '../ui/isFocusFree.js';
import { wearStyles } from '../ui/wearStyles.js';
import { FinancialConnectionsContext } from './FinancialConnectionsContext.js';
import { LinkedAccountRow } from './LinkedAccountRow.js';
import { nameOfAccount } from './nameOfAccount.js';
import type { LinkedAccount } from './result.js';
import { whoseBanks } from './whoseBanks.js';

/** What to list, and what may be done with it. */
export interface LinkedAccountsProps {
  /** As a result has them, or as your server keeps them. */
  accounts: readonly LinkedAccount[];
  /** For an account that is not active any more. Left out, there is no such button. */
  onRelink?: ((account: LinkedAccount) => void) | undefined;
  /** For a person who wants an account gone. Left out, there is no such button. */
  onUnlink?: ((account: LinkedAccount) => void) | undefined;
  /** Shown where nothing is linked. Left out, a sentence; `null` shows nothing. */
  emptyState?: ReactNode;
  /** Of the list. */
  className?: string | undefined;
}

/**
 * A list of what was linked: bank, name, last digits, state, and the balance where the session may see it.
 *
 * @example
 * <LinkedAccounts accounts={accounts} onUnlink={({ id }) => unlink(id)} />
 */
export function LinkedAccounts({ accounts, onRelink, onUnlink, emptyState, className }: LinkedAccountsProps) {
  // A list of what a server keeps needs no session, and so no provider.
  const context = useContext(FinancialConnectionsContext);
  const { messages = english, locale } = context ?? {};
  const whose = context && JSON.stringify(whoseBanks(context));
  const root = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const before = useRef({ whose, accounts });
  /** An object: of two accounts with one name the second is news too. */
  const [news, setNews] = useState<{ text: string }>();

  // After each render, because any of them may take a button away. It sets a state once for each account that has gone.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    const known = before.current;
    before.current = { whose, accounts };
    if (!hasFocus.current || hasFocusIn(root.current!)) return;
    // A button has left the page, and the focus with it: the list takes it, and says why.
    const gone = known.accounts.find(({ id }) => !accounts.some((account) => account.id === id));
    const back = accounts.find(
      ({ id, status }) =>
        status === 'active' && known.accounts.some((other) => other.id === id && other.status !== status),
    );
    const [what, which] = gone ? [messages.unlinked, gone] : [messages.active, back];
    // Another person's list is no news, and a focus that is elsewhere by now is left there.
    if (!isFocusFree() || known.whose !== whose) hasFocus.current = false;
    else if (which) setNews({ text: `${what}: ${nameOfAccount(which)}` });
    else root.current!.focus({ preventScroll: true });
  });

  return (
    <div
      ref={root}
      tabIndex={-1}
      role={news ? 'group' : undefined}
      aria-label={news?.text}
      onFocus={() => (hasFocus.current = true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        hasFocus.current = currentTarget.contains(relatedTarget);
        if (!hasFocus.current) setNews(undefined);
      }}
    >
      {accounts.length ? (
        <ul
          ref={wearStyles}
          // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- WebKit takes `list-style: none` for no list
          role="list"
          className={className}
          aria-label={messages.linkedAccounts}
          style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}
        >
          {accounts.map((account) => (
            <LinkedAccountRow key={account.id} {...{ account, messages, locale, onRelink, onUnlink }} />
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
