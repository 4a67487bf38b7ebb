import { EmbeddedError, fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { unreachable } from './unreachable.js';

/**
 * Calls a function of the page's. Libraries for requests put the status that was answered on what they throw, or the
 * answer; and some pages throw the answer itself. Of anything else nobody knows, but by `why`: it may be over soon.
 */
export async function callPage<T>(work: () => T | Promise<T>, url = 'a function', why?: string): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    const { status, response } = Object(cause) as { status?: unknown; response?: { status?: unknown } };
    // Some have a word of their own for a status, or none while the answer has one.
    const answered = Number(status) || Number(response?.status);
    if (answered >= 400) throw refused(answered, url, { cause });
    const known = why ?? (isOffline() && 'this device is offline');
    throw known ? unreachable(url, known, cause) : fault('endpoint_failed', {}, { cause, retryable: true });
  }
}
