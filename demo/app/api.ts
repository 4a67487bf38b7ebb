import type { LinkedAccount } from 'stripe-embedded';

export interface Business {
  id: string;
  name: string;
  /** Whether onboarding is complete. */
  complete: boolean;
}

export interface Me {
  publishableKey: string;
  businesses: Business[];
  isSandbox: boolean;
}

/** The signed-in user, or null. */
export async function fetchMe(signal?: AbortSignal): Promise<Me | null> {
  const response = await fetch('/api/me', { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as Me | null;
}

/** The bank accounts that are linked for a business. */
export async function fetchBanks(business: string, signal: AbortSignal): Promise<LinkedAccount[]> {
  const response = await fetch(`/api/banks/${business}`, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as LinkedAccount[];
}

export const post = (path: string) => change('POST', path);
export const unlinkBank = (id: string) => change('DELETE', `banks/${id}`);

async function change(method: string, path: string): Promise<void> {
  const response = await fetch(`/api/${path}`, { method, headers: { 'X-Requested-With': 'demo' } });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
}
