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

export async function post(path: string): Promise<void> {
  const response = await fetch(`/api/${path}`, { method: 'POST', headers: { 'X-Requested-With': 'demo' } });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
}
