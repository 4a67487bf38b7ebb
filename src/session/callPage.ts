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
 * Calls a function of the page's, and makes what it throws an error of ours. Libraries for requests put the answer's
 * status on what they throw, or the answer; and some pages throw the answer itself. Whatever has no status may be over
 * soon, so it can be tried again; `why` says what happened, where that is known.
 */
export async function callPage<T>(work: () => T | Promise<T>, url = 'a function', why?: string): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw cause;
    const { status, response, context, data } = Object(cause) as Thrown;
    // Some libraries have a word of their own there, or nothing, while the answer has the number: with Supabase that is the
    // `context`. tRPC has but the number, in `data`.
    const answered = Number(status) || Number((response ?? context)?.status ?? data?.httpStatus);
    if (answered >= 400) throw refused(answered, url, { cause });
    const known = why ?? (isOffline() && 'this device is offline');
    throw known ? unreachable(url, known, cause) : fault('endpoint_failed', {}, { cause, retryable: true });
  }
}
