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

/** What is linked, and how to link more. */
export interface BankAccountsWidgetProps
  extends
    WidgetProps,
    Pick<LinkAccountsButtonProps, 'params' | 'prefetch' | 'verify' | 'onLinked' | 'onError'> {
  /** What your server knows to be linked. Left out, the widget shows what is linked while it is on the page. */
  accounts?: readonly LinkedAccount[] | undefined;
  /** For an account that is not active any more. Left out, there is no such button. */
  onRelink?: ((account: LinkedAccount) => void) | undefined;
  /** For a person who wants an account gone. Left out, there is no such button. */
  onUnlink?: ((account: LinkedAccount) => void) | undefined;
}

/**
 * Linked bank accounts, and the button that links another.
 *
 * @example
 * <BankAccountsWidget verify accounts={accounts} onLinked={({ accounts }) => save(accounts)} />
 */
export function BankAccountsWidget(props: BankAccountsWidgetProps) {
  // What was linked is whose it was linked for.
  const context = useFinancialConnectionsContext('BankAccountsWidget');
  const whose = whoseBanks({ ...context, params: props.params });
  return <OfAccount key={JSON.stringify(whose)} {...props} url={endpointUrl(context.endpoint)} />;
}

/** What was linked while the widget is on the page, and for which connected account. */
type Linked = Pick<Extract<FinancialConnectionsResult, { type: 'linked' }>, 'account' | 'accounts'>;

const NOTHING: Linked = { accounts: [] };

function OfAccount({ url, ...props }: BankAccountsWidgetProps & { url: string }) {
  const { frame, rest, texts } = useFrame(props, 'banks');
  const { accounts: known, onRelink, onUnlink, onLinked, params, prefetch, verify, onError } = rest;
  const [linked, setLinked] = useState(NOTHING);
  const accounts = known ?? linked.accounts;
  // While it is hidden too: it may be shown to the next person.
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
                    // The server goes by who is signed in, which may change without the page being told.
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
