import { askEndpoint } from './askEndpoint.js';
import type { Clock } from './clock.js';
import type { SessionInfo, SessionRequest } from './contract.js';
import type { SessionEndpoint } from './endpoint.js';
import { parseSession } from './parseSession.js';
import { createSecret, type Secret } from './secret.js';

/** A fresh session: what may be known of it, and a secret that can be taken once. */
export interface MintedSession {
  secret: Secret;
  info: SessionInfo;
  /** By this page's clock, in milliseconds; unknown when the server told nothing to go by. */
  expiresAt?: number;
}

/** No session lives longer. A longer life means that a clock is off, and so nothing to go by. */
const LONGEST_LIFE = 24 * 60 * 60 * 1000;

/** Asks the endpoint for one session. */
export async function mintSession(
  endpoint: SessionEndpoint,
  request: SessionRequest,
  clock: Clock,
): Promise<MintedSession> {
  const { json, serverTime } = await askEndpoint(endpoint, request, clock);
  const { clientSecret, ...info } = parseSession(json);
  const received = clock.now();
  // The server's clock judges, not this page's: a laptop's may be off by a day.
  const life = (info.expiresAt ?? NaN) * 1000 - (serverTime ?? received);
  return {
    secret: createSecret(clientSecret),
    info,
    expiresAt: life > 0 && life <= LONGEST_LIFE ? received + life : undefined,
  };
}
