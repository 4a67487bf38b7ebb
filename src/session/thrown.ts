import { EmbeddedError, fault } from './errors.js';
import { isOffline } from './isOffline.js';
import { refused } from './refused.js';
import { unreachable } from './unreachable.js';

/**
 * What a function of the page's threw. Libraries for requests put the status that was answered on it, or the answer; and
 * some pages throw the answer itself. Of anything else nobody knows: it may be over soon.
 */
export function thrown(
  cause: unknown,
  url = 'a function',
  other = isOffline()
    ? unreachable(url, 'this device is offline', cause)
    : fault('endpoint_failed', {}, { cause, retryable: true }),
): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause;
  const { status, response } = Object(cause) as { status?: unknown; response?: { status?: unknown } };
  // Some have a word of their own for a status, or none while the answer has one.
  const answered = Number(status) || Number(response?.status);
  return answered >= 400 ? refused(answered, url, { cause }) : other;
}
