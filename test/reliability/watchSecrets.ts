import type { MovableClock } from 'stripe-embedded/sandbox';

interface Session {
  clientSecret: string;
  expiresAt?: number;
}

interface InitParams {
  fetchClientSecret: () => Promise<string>;
}

/** Stands between the page and Connect.js, and keeps account of every secret that goes by. */
export function watchSecrets(clock: MovableClock) {
  const ends = new Map<string, number>();
  const handed: string[] = [];
  const broken: string[] = [];

  const hand = (secret: string) => {
    if (handed.includes(secret)) broken.push('a secret was handed out twice');
    if ((ends.get(secret) ?? 0) <= clock.now()) broken.push('an expired secret was handed out');
    handed.push(secret);
  };
  const connect = (window as unknown as { StripeConnect: { init: (params: InitParams) => unknown } })
    .StripeConnect;
  const { init } = connect;
  connect.init = (params: InitParams) => {
    const { metaOptions } = params as { metaOptions?: { eagerClientSecretPromise?: Promise<string> } };
    metaOptions?.eagerClientSecretPromise?.then(hand, () => {});
    const fetchClientSecret = () => {
      const secret = params.fetchClientSecret();
      secret.then(hand, () => {});
      return secret;
    };
    return init({ ...params, fetchClientSecret });
  };

  return {
    /** What the endpoint has answered with. */
    minted({ clientSecret, expiresAt = Infinity }: Session) {
      ends.set(clientSecret, expiresAt * 1000);
    },
    /** For a secret that a test was given itself. */
    hand,
    handed,
    /** What must never have happened, and did. */
    broken,
  };
}
