import type { StripeConnectInstance } from '@stripe/connect-js';
import { wait, type Clock } from '../session/clock.js';

const LONGEST_LOGOUT = 5_000;

/** Logs out of Stripe's instance. The wait is limited, because the page's own sign-out comes after it. */
export async function endInstance(
  instance: Pick<StripeConnectInstance, 'logout'>,
  clock: Clock,
): Promise<void> {
  // It rejects if the script never loaded. Then there is nothing to log out of.
  const ended = instance.logout().catch(() => {});
  await Promise.race([ended, wait(clock, LONGEST_LOGOUT, new AbortController().signal)]);
}
