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
export const fetchMe = async (signal?: AbortSignal) =>
  (await (await ask('me', { signal })).json()) as Me | null;

/** The bank accounts that are linked for a business. */
export const fetchBanks = async (business: string, signal: AbortSignal) =>
  (await (await ask(`banks/${business}`, { signal })).json()) as LinkedAccount[];

export const post = (path: string) => change('POST', path);
export const unlinkBank = (id: string) => change('DELETE', `banks/${id}`);

const change = async (method: string, path: string) =>
  void (await ask(path, { method, headers: { 'X-Requested-With': 'demo' } }));

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/api/${path}`, init);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}
