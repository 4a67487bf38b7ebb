import { fault, type EmbeddedError } from './errors.js';

/** A secret key in a browser has already leaked, so nothing may continue with it. */
export function refuseSecretKey(key = ''): void {
  if (/^\s*[sr]k_/.test(key)) throw fault('invalid_key', { kind: 'secret' });
}

/** The reason why this page cannot start with this key, if there is one. */
export function keyProblem(
  key = '',
  livemode?: boolean,
  { protocol, hostname }: { protocol: string; hostname: string } = globalThis.location,
): EmbeddedError | undefined {
  if (!key.startsWith('pk_')) return fault('invalid_key', { kind: key ? 'other' : 'none' });
  const live = key.startsWith('pk_live_');
  if (livemode !== undefined && livemode !== live) {
    return fault('key_mode_mismatch', { key: mode(live), session: mode(livemode) });
  }
  if (live && protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\]|.+\.localhost)$/.test(hostname)) {
    return fault('insecure_context');
  }
  return undefined;
}

const mode = (live: boolean) => (live ? 'live' : 'test');
