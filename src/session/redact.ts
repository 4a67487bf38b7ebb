const SECRETS = /(?:[a-z]+_\w*?secret|[rse]k_(?:org_)?(?:test|live)|whsec)_\w+/gi;

/** Text with every Stripe secret in it replaced. */
export const redact = (text: string): string => text.replace(SECRETS, '[redacted]');

/**
 * An error that is safe to print. A cause comes from anywhere (an HTTP client's error carries the whole
 * response), so it is kept as it is only when it plainly holds nothing: otherwise its name and message are.
 */
export function redactCause(cause: unknown): unknown {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redact(cause) : undefined;
  const text = `${cause.message}${cause.stack}`;
  const bare = Object.values(cause).every(
    (value) => typeof value !== 'object' && redact(String(value)) === String(value),
  );
  if (bare && cause.cause === undefined && !('errors' in cause) && redact(text) === text) return cause;
  const copy = new Error(redact(cause.message));
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? '');
  return copy;
}
