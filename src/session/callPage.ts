import { EmbeddedError, fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { statusOf } from './statusOf.js';
import { unreachable } from './unreachable.js';

/**
 * Calls one of the page's functions and converts what it throws to an `EmbeddedError`. An error without a status may be
 * temporary, so it is retryable. `why` says what happened, if that is known.
 */
export async function callPage<T>(work: () => T | Promise<T>, url?: string, why?: string): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    const answered = statusOf(Object(cause));
    if (answered >= 400) throw refused(answered, url, { cause });
    const known = why ?? (isOffline() && 'offline');
    throw known ? unreachable(url, known, cause) : fault('endpoint_failed', {}, { cause, retryable: true });
  }
}
