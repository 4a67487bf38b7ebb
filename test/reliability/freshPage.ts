import { onTestFinished, vi } from 'vitest';
import type { SandboxOptions } from 'stripe-embedded/sandbox';

/** Stripe's loaders remember what happened to their script. On this page, none has loaded one yet. */
export async function freshPage(options: SandboxOptions = {}) {
  vi.resetModules();
  document.head.innerHTML = '';
  const { stage, KEY } = await import('../support/stage.js');
  const library = await import('stripe-embedded');
  const set = stage({ scripts: 'on-request', ...options });
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => {
    warn.mockRestore();
    document.querySelectorAll('#StripeConnect, #Stripe').forEach((element) => element.remove());
  });
  const onError = vi.fn<(error: { code: string }) => void>();
  const { endpoint, clock } = set.sandbox;
  return {
    ...set,
    library,
    props: { publishableKey: KEY, endpoint, clock, onError },
    codes: () => onError.mock.calls.map(([error]) => error.code),
    /** A second loader is a module that has to be fetched first: the sandbox's time must not pass before it arrives. */
    async until(is: () => boolean, most = 60_000) {
      for (let waited = 0; waited < most && !is(); waited += 2_500) {
        await set.tick(2_500);
        await vi.dynamicImportSettled();
      }
      return is();
    },
  };
}
