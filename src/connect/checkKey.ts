import { EmbeddedError } from '../session/errors.js';

/** A secret key in a browser is a leak already: nothing may go on with it. */
export function refuseSecretKey(key: string | undefined): void {
  if (key && /^\s*[sr]k_/.test(key)) {
    throw new EmbeddedError(
      'invalid_key',
      'A secret key (sk_ or rk_) was given to the browser, where anybody can read it. Roll it in the Stripe Dashboard now, and pass the publishable key (pk_).',
    );
  }
}

/** What is wrong with starting on this page with this key, if anything. */
export function keyProblem(key: string, livemode?: boolean): EmbeddedError | undefined {
  if (!key.startsWith('pk_')) {
    return new EmbeddedError(
      'invalid_key',
      '`publishableKey` is not a publishable key, so Stripe will refuse it. It begins with pk_test_ or pk_live_: copy it from the Stripe Dashboard.',
    );
  }
  const live = key.startsWith('pk_live_');
  if (livemode !== undefined && livemode !== live) {
    return new EmbeddedError(
      'key_mode_mismatch',
      `The publishable key is for ${mode(live)} and the endpoint's session for ${mode(livemode)}, and Stripe accepts no mixture. Use the key of the same mode as the server's secret key.`,
    );
  }
  const { protocol, hostname } = window.location;
  if (live && protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\]|.+\.localhost)$/.test(hostname)) {
    return new EmbeddedError(
      'insecure_context',
      'A live key is used on a page without TLS, where others can read the session. Serve the page over https.',
    );
  }
  return undefined;
}

const mode = (live: boolean) => (live ? 'live mode' : 'test mode');
