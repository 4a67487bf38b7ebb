import { askEndpoint } from './askEndpoint.js';
import type { Clock } from './clock.js';
import type { SessionInfo, SessionRequest } from './contract.js';
import type { SessionEndpoint } from './endpoint.js';
import { parseSession } from './parseSession.js';
import { createSecret, type Secret } from './secret.js';
import { warnOnce } from './warnOnce.js';

/** A new session: its metadata, and a secret that can be taken once. */
export interface MintedSession {
  secret: Secret;
  info: SessionInfo;
  /** By this page's clock, in milliseconds. Undefined if the server's response gives no usable expiry. */
  expiresAt?: number;
}

/** No session lives longer. If one seems to, a clock is wrong and the expiry is unusable. */
const LONGEST_LIFE = 24 * 60 * 60 * 1000;

/** Requests one session from the endpoint. */
export async function mintSession(
  endpoint: SessionEndpoint,
  request: SessionRequest,
  clock: Clock,
): Promise<MintedSession> {
  const { json, serverTime } = await askEndpoint(endpoint, request, clock);
  const { clientSecret, ...info } = parseSession(json);
  const received = clock.now();
  // The server's clock decides, because a laptop's clock may be off by a day.
  const life = (info.expiresAt ?? NaN) * 1000 - (serverTime ?? received);
  // It may be the server's clock that is wrong, so leave it to Stripe whether the session is any good.
  if (process.env.NODE_ENV !== 'production' && serverTime && life <= 0)
    warnOnce(
      "The session endpoint returned a session that had already expired by the time in its own `Date` header, and Stripe refuses such a session. Create a new one for each request, and check the server's clock.",
    );
  return {
    secret: createSecret(clientSecret),
    info,
    expiresAt: life > 0 && life <= LONGEST_LIFE ? received + life : undefined,
  };
}
