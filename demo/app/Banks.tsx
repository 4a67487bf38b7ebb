import { BankAccountsWidget, type WidgetMessages } from 'stripe-embedded/widgets';
import { unlinkBank } from './api.js';
import { useBanks } from './useBanks.js';

interface BanksProps {
  business: string;
  /** `null` where the page's own heading says it. */
  title?: null;
  messages: WidgetMessages | undefined;
}

/** The business's linked bank accounts, as the server knows them. */
export function Banks({ business, ...props }: BanksProps) {
  const [banks, refresh] = useBanks(business);
  return (
    <BankAccountsWidget
      {...props}
      verify
      accounts={banks}
      onLinked={refresh}
      onUnlink={({ id }) => void unlinkBank(id).then(refresh, refresh)}
      // It keeps its place while the list loads, rather than saying that nothing is linked.
      style={{ visibility: banks ? undefined : 'hidden' }}
    />
  );
}
