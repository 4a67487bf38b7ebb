'use client';

import type { CSSProperties } from 'react';
import { BUTTON } from '../ui/buttonStyle.js';
import type { ListMessages } from '../ui/messages.js';
import { RADIUS, tint } from '../ui/tint.js';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { nameOfAccount } from './nameOfAccount.js';
import type { LinkedAccount } from './result.js';

interface LinkedAccountRowProps {
  account: LinkedAccount;
  messages: ListMessages;
  locale: string | undefined;
  onRelink: ((account: LinkedAccount) => void) | undefined;
  onUnlink: ((account: LinkedAccount) => void) | undefined;
}

/** One linked account with its actions. */
export function LinkedAccountRow({ account, messages, locale, onRelink, onUnlink }: LinkedAccountRowProps) {
  const action = (text: string, act: (account: LinkedAccount) => void) => (
    <button
      type="button"
      style={BUTTON}
      aria-label={`${text}: ${nameOfAccount(account)}`}
      onClick={() => act(account)}
    >
      {text}
    </button>
  );
  const canRelink = onRelink && account.status !== 'active';
  return (
    <li style={ROW}>
      <div style={{ flex: '1 1 12em', minWidth: 0, overflowWrap: 'anywhere' }}>
        {/* Names may be in another direction than the page: `Example Bank, N.A.` would begin with its full stop. */}
        <strong style={{ display: 'block' }}>
          <bdi>{account.institution_name}</bdi>
        </strong>
        <span style={{ fontSize: '.9em' }}>
          <bdi>{account.display_name ?? inWords(account.subcategory ?? account.category)}</bdi>
          {account.last4 && (
            <>
              {' '}
              <bdi style={{ whiteSpace: 'nowrap' }}>
                {/* Some screen readers read out each dot. */}
                <span aria-hidden>•••• </span>
                {account.last4}
              </bdi>
            </>
          )}
        </span>
      </div>
      <Balance account={account} locale={locale} label={messages.balance} />
      <span style={account.status === 'active' ? STATUS : NOT_ACTIVE}>
        {statusText(account.status, messages)}
      </span>
      {(canRelink || onUnlink) && (
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {canRelink && action(messages.relink, onRelink)}
          {onUnlink && action(messages.unlink, onUnlink)}
        </span>
      )}
    </li>
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

const STATUS: CSSProperties = { fontSize: '.85em' };
/** Stands out in a long list without a colour of its own, which might clash with the page's brand. */
const NOT_ACTIVE: CSSProperties = {
  ...STATUS,
  padding: '2px 9px',
  border: `1px solid ${tint(30)}`,
  borderRadius: 99,
  background: tint(10),
  fontWeight: 600,
};

/** Stripe's name for a kind of account, in readable form: `credit_card` becomes `Credit card`. */
const inWords = (kind = '') => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ');

const statusText = (status: string, messages: ListMessages) =>
  status === 'active' || status === 'disconnected' ? messages[status] : messages.inactive;

interface BalanceProps {
  account: LinkedAccount;
  locale: string | undefined;
  label: string;
}

function Balance({ account: { balance }, locale, label }: BalanceProps) {
  const [first] = Object.entries(balance?.current ?? {});
  // `Intl` throws if this is not a currency code.
  if (first?.[1] === undefined || !/^[a-z]{3}$/i.test(first[0])) return null;
  const [currency, amount] = first;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  // Stripe's amounts are in the currency's smallest unit: cents, yen.
  const digits = format.resolvedOptions().maximumFractionDigits!;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      <span style={VISUALLY_HIDDEN}>{label} </span>
      {/* A server may format it for another language than the browser. */}
      <bdi suppressHydrationWarning>{format.format(amount / 10 ** digits)}</bdi>
    </span>
  );
}
