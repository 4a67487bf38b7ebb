import { EmbeddedError, type SessionRequest } from 'stripe-embedded';
import type { Stage } from './stage.js';

type Ask = (request: SessionRequest) => Promise<unknown>;

/** An endpoint that refuses while its door is closed, by default as if no user is signed in. */
export function guarded(
  { sandbox }: Stage,
  code: EmbeddedError['code'] = 'endpoint_unauthorized',
  retryable = false,
) {
  const door = { isOpen: true };
  const endpoint = async (request: SessionRequest) => {
    if (!door.isOpen) throw new EmbeddedError(code, 'said by the test', { retryable });
    return sandbox.endpoint(request);
  };
  return { door, endpoint };
}

/** For `byCookie`: a stage with the accounts of two users. */
export const TWO = {
  accounts: [
    { id: 'acct_A', name: 'Anna' },
    { id: 'acct_B', name: 'Bert' },
  ],
};

/** An endpoint that returns the session of the user that a cookie names. */
export function byCookie({ sandbox }: Stage) {
  const signedIn = { account: 'acct_A' };
  const endpoint = (request: SessionRequest) =>
    sandbox.endpoint({ ...request, account: request.account ?? signedIn.account });
  return { signedIn, endpoint };
}

/** The endpoint as `fetch` sees it: what the page posts, and what comes back. */
export const overHttp = (ask: Ask) => async (_url: unknown, init?: RequestInit) =>
  Response.json(await ask(JSON.parse(String(init!.body)) as SessionRequest));
