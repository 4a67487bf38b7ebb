import { useEffect, useRef, useState } from 'react';
import { BankAccountsWidget, type WidgetMessages } from 'stripe-embedded/widgets';
import { unlinkBank } from './api.js';
import { Failed } from './Failed.js';
import type { Texts } from './texts.js';
import { useBanks } from './useBanks.js';

interface BanksProps {
  business: string;
  /** `null` where the page's own heading says it. */
  title?: null;
  messages: WidgetMessages | undefined;
  texts: Texts;
}

/** The business's linked bank accounts, as the server knows them. */
export function Banks({ business, texts, ...props }: BanksProps) {
  const [banks, refresh] = useBanks(business);
  const [isUnlinkFailed, setUnlinkFailed] = useState(false);
  const unlink = async (id: string) => {
    setUnlinkFailed(false);
    await unlinkBank(id).catch(() => setUnlinkFailed(true));
    await refresh();
  };
  const isFailed = banks === 'failed';
  const wasFailed = useRef(isFailed);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The Retry button had the focus, and is gone with the error.
    if (wasFailed.current && !isFailed && document.activeElement === document.body) place.current?.focus();
    wasFailed.current = isFailed;
  }, [isFailed]);
  if (isFailed) {
    return (
      <section className="card">
        <Failed texts={texts} onRetry={refresh} />
      </section>
    );
  }
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={texts.banks} className="banks">
      <BankAccountsWidget
        {...props}
        verify
        accounts={banks}
        onLinked={() => void refresh()}
        // The account may be linked although the server could not confirm it.
        onError={() => void refresh()}
        onUnlink={({ id }) => void unlink(id)}
        // It keeps its place while the list loads, rather than saying that nothing is linked.
        style={{ visibility: banks ? undefined : 'hidden' }}
      />
      {isUnlinkFailed && (
        <section className="card">
          <p role="alert">{texts.stillLinked}</p>
        </section>
      )}
    </div>
  );
}
