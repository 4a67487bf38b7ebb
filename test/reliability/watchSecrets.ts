import type { WalkRig } from './walkRig.js';

interface InitParams {
  fetchClientSecret: () => Promise<string>;
  metaOptions?: { eagerClientSecretPromise?: Promise<string> };
}

/** Tracks the secrets that are handed out, to Connect.js and to callers of the hooks. */
export function watchSecrets({ sandbox, broken, endOf }: WalkRig) {
  const handed = new Map<string, { to: object; at: number }>();
  let moments = 0;

  /** Simultaneous calls from one instance may share a secret: those made before it was handed out. */
  const watch = (to: object, secret: Promise<string>, whenRefused: (error: unknown) => void) => {
    const asked = ++moments;
    secret.then((value) => {
      const before = handed.get(value);
      if (before && (before.to !== to || before.at < asked)) broken.push('a secret was handed out twice');
      if (endOf(value) <= sandbox.clock.now()) broken.push('an expired secret was handed out');
      if (!before) handed.set(value, { to, at: ++moments });
    }, whenRefused);
    return secret;
  };

  const connect = (window as unknown as { StripeConnect: { init: (params: InitParams) => unknown } })
    .StripeConnect;
  const { init } = connect;
  connect.init = (params) => {
    const to = {};
    // What Connect.js does with a failure is undocumented, so it must never see one.
    const refused = () => broken.push('Connect.js saw a failure of the endpoint’s');
    const first = params.metaOptions?.eagerClientSecretPromise;
    if (first) void watch(to, first, refused);
    return init({ ...params, fetchClientSecret: () => watch(to, params.fetchClientSecret(), refused) });
  };
  return watch;
}
