import type { StripeConnectInstance } from '@stripe/connect-js';
import { aborted } from '../session/aborted.js';
import type { Clock } from '../session/clock.js';
import { inTime } from '../session/inTime.js';

const LONGEST_LOGOUT = 5_000;

/** Logs out of Stripe's instance. The wait is limited, because the page's own sign-out comes after it. */
export async function endInstance(
  instance: Pick<StripeConnectInstance, 'logout'>,
  clock: Clock,
): Promise<void> {
  // It rejects if the script never loaded. Then there is nothing to log out of.
  await inTime(clock, LONGEST_LOGOUT, instance.logout(), aborted).catch(() => {});
}
