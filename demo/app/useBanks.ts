import { useCallback, useEffect, useRef, useState } from 'react';
import type { LinkedAccount } from 'stripe-embedded';
import { fetchBanks } from './api.js';

type Banks = LinkedAccount[] | 'failed';

/** The bank accounts of a business, or undefined while they load, and how to load them again. */
export function useBanks(business: string): [Banks | undefined, () => Promise<void>] {
  const [banks, setBanks] = useState<Banks>();
  const asking = useRef<AbortController>(undefined);
  const refresh = useCallback(() => {
    // An older answer must not replace a newer one.
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    return fetchBanks(business, signal).then(setBanks, () => {
      if (!signal.aborted) setBanks((before = 'failed') => before);
    });
  }, [business]);
  useEffect(() => {
    void refresh();
    return () => asking.current?.abort();
  }, [refresh]);
  return [banks, refresh];
}
