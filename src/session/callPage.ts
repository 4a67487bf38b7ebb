import { EmbeddedError, fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { unreachable } from './unreachable.js';

interface Thrown {
  status?: unknown;
  response?: { status?: unknown };
  context?: { status?: unknown };
  data?: { httpStatus?: unknown };
}

/**
 * Calls one of the page's functions and converts what it throws to an `EmbeddedError`. HTTP libraries put the status
 * or the response on their errors, and some pages throw the response itself. An error without a status may be
 * temporary, so it is retryable. `why` says what happened, if that is known.
 */
export async function callPage<T>(work: () => T | Promise<T>, url = 'a function', why?: string): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    const { status, response, context, data } = Object(cause) as Thrown;
    // Some libraries put a word or nothing into `status`, while the response has the number. Supabase keeps the
    // response in `context`. tRPC has only the number, in `data`.
    const answered = Number(status) || Number((response ?? context)?.status ?? data?.httpStatus);
    if (answered >= 400) throw refused(answered, url, { cause });
    const known = why ?? (isOffline() && 'this device is offline');
    throw known ? unreachable(url, known, cause) : fault('endpoint_failed', {}, { cause, retryable: true });
  }
}
