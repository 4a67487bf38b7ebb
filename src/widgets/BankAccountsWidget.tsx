'use client';

import { useInsertionEffect, useState } from 'react';
import { useFinancialConnectionsContext } from '../financial-connections/FinancialConnectionsContext.js';
import {
  LinkAccountsButton,
  type LinkAccountsButtonProps,
} from '../financial-connections/LinkAccountsButton.js';
import { LinkedAccounts } from '../financial-connections/LinkedAccounts.js';
import type { FinancialConnectionsResult, LinkedAccount } from '../financial-connections/result.js';
import { whoseBanks } from '../financial-connections/whoseBanks.js';
import { endpointUrl } from '../session/endpointUrl.js';
import { signOuts } from '../session/signOuts.js';
import { useFrame } from './useFrame.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';

/** The linked accounts, and how to link more. */
export interface BankAccountsWidgetProps
  extends
    WidgetProps,
    Pick<LinkAccountsButtonProps, 'params' | 'prefetch' | 'verify' | 'onLinked' | 'onError'> {
  /**
   * The linked accounts that your server knows. If omitted, the widget shows what is linked while it is on the page.
   */
  accounts?: readonly LinkedAccount[] | undefined;
  /** Called when the user relinks an account that is no longer active. If omitted, there is no such button. */
  onRelink?: ((account: LinkedAccount) => void) | undefined;
  /** Called when the user unlinks an account. If omitted, there is no such button. */
  onUnlink?: ((account: LinkedAccount) => void) | undefined;
}

/**
 * Lists linked bank accounts, with a button to link another.
 *
 * @example
 * <BankAccountsWidget verify accounts={accounts} onLinked={({ accounts }) => save(accounts)} />
 */
export function BankAccountsWidget(props: BankAccountsWidgetProps) {
  // Linked accounts belong to whoever they were linked for: another owner gets a new widget.
  const context = useFinancialConnectionsContext('BankAccountsWidget');
  const whose = whoseBanks({ ...context, params: props.params });
  return <OfAccount key={JSON.stringify(whose)} {...props} url={endpointUrl(context.endpoint)} />;
}

/** The accounts that were linked while the widget is on the page, and for which connected account. */
type Linked = Pick<Extract<FinancialConnectionsResult, { type: 'linked' }>, 'account' | 'accounts'>;

const NOTHING: Linked = { accounts: [] };

function OfAccount({ url, ...props }: BankAccountsWidgetProps & { url: string }) {
  const { frame, rest, texts } = useFrame(props, 'banks');
  const { accounts: known, onRelink, onUnlink, onLinked, params, prefetch, verify, onError } = rest;
  const [linked, setLinked] = useState(NOTHING);
  const accounts = known ?? linked.accounts;
  // An insertion effect also works while the widget is hidden: it may be shown to the next user.
  useInsertionEffect(() => signOuts.on(url, () => setLinked(NOTHING)), [url]);
  return (
    <WidgetFrame {...frame}>
      <LinkedAccounts
        accounts={accounts}
        onRelink={onRelink}
        onUnlink={onUnlink}
        emptyState={<p style={{ margin: 0 }}>{texts.noBanks}</p>}
      />
      <div>
        <LinkAccountsButton
          params={params}
          prefetch={prefetch}
          verify={verify}
          onError={onError}
          onLinked={(result) => {
            setLinked((before) => ({
              ...result,
              accounts: [
                ...before.accounts.filter(
                  ({ id }) =>
                    // The server decides by who is signed in, which may change without the page noticing.
                    before.account === result.account &&
                    !result.accounts.some((account) => account.id === id),
                ),
                ...result.accounts,
              ],
            }));
            onLinked?.(result);
          }}
        >
          {texts.linkBank}
        </LinkAccountsButton>
      </div>
    </WidgetFrame>
  );
}
