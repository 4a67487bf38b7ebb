'use client';

import type { CSSProperties, ReactNode } from 'react';
import { BUTTON } from '../ui/buttonStyle.js';
import type { Messages } from '../ui/messages.js';
import { RADIUS, tint } from '../ui/tint.js';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { useFinancialConnectionsContext } from './FinancialConnectionsContext.js';
import type { LinkedAccount } from './result.js';

/** What to list, and what may be done with it. */
export interface LinkedAccountsProps {
  /** As a result has them, or as your server keeps them. */
  accounts: readonly LinkedAccount[];
  /** For an account that the bank has cut off. Left out, there is no such button. */
  onRelink?: (account: LinkedAccount) => void;
  /** For a person who wants an account gone. Left out, there is no such button. */
  onUnlink?: (account: LinkedAccount) => void;
  /** Shown where nothing is linked. Left out, a sentence. */
  emptyState?: ReactNode;
  /** Of the list. */
  className?: string;
}

/**
 * A list of what was linked: bank, name, last digits, state, and the balance where the session may see it.
 *
 * @example
 * <LinkedAccounts accounts={accounts} onUnlink={({ id }) => unlink(id)} />
 */
export function LinkedAccounts({ accounts, onRelink, onUnlink, emptyState, className }: LinkedAccountsProps) {
  const { messages, locale } = useFinancialConnectionsContext('LinkedAccounts');
  if (!accounts.length) return <>{emptyState ?? <p style={{ margin: 0 }}>{messages.noAccounts}</p>}</>;
  return (
    <ul
      className={className}
      aria-label={messages.linkedAccounts}
      style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}
    >
      {accounts.map((account) => (
        <li key={account.id} style={ROW}>
          <div style={{ flex: '1 1 12em', minWidth: 0 }}>
            <strong style={{ display: 'block', overflowWrap: 'anywhere' }}>{account.institution_name}</strong>
            <span style={{ fontSize: '.9em' }}>
              {account.display_name ?? account.subcategory ?? account.category}
              {account.last4 && (
                <>
                  {' '}
                  <bdi>•••• {account.last4}</bdi>
                </>
              )}
            </span>
          </div>
          <Balance account={account} locale={locale} label={messages.balance} />
          <span style={{ fontSize: '.85em' }}>{statusText(account.status, messages)}</span>
          {onRelink && account.status !== 'active' && (
            <button
              type="button"
              style={BUTTON}
              aria-label={`${messages.relink}: ${nameOf(account)}`}
              onClick={() => onRelink(account)}
            >
              {messages.relink}
            </button>
          )}
          {onUnlink && (
            <button
              type="button"
              style={BUTTON}
              aria-label={`${messages.unlink}: ${nameOf(account)}`}
              onClick={() => onUnlink(account)}
            >
              {messages.unlink}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

const ROW: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '8px 16px',
  padding: '12px 16px',
  border: `1px solid ${tint(18)}`,
  borderRadius: RADIUS,
};

const nameOf = ({ institution_name, last4 }: LinkedAccount) =>
  last4 ? `${institution_name} ${last4}` : institution_name;

const statusText = (status: LinkedAccount['status'], messages: Messages) =>
  status === 'active' || status === 'disconnected' ? messages[status] : messages.inactive;

interface BalanceProps {
  account: LinkedAccount;
  locale: string | undefined;
  label: string;
}

function Balance({ account: { balance }, locale, label }: BalanceProps) {
  const [first] = Object.entries(balance?.current ?? {});
  if (first?.[1] === undefined) return null;
  const [currency, amount] = first;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Stripe counts in the currency's smallest unit: cents, yen.
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      <span style={VISUALLY_HIDDEN}>{label} </span>
      {/* A server may write it in another language than the browser. */}
      <bdi suppressHydrationWarning>{format.format(amount / 10 ** digits)}</bdi>
    </span>
  );
}
