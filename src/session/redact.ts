/**
 * Open-ended patterns start at a word boundary: tried at every letter, a long word would be scanned again and again.
 * Stripe's documentation also shows secrets with only a `_` in front, so the name of the field that holds a secret
 * counts too.
 */
const SECRETS =
  /\b\w+?secret_\w+|[rse]k_(?:live|org|test)_\w+|whsec_\w+|\b_\w{40,}|client_?secret\W{0,9}[:=]\W{0,9}(?=\w*\d)\w{12,}/gi;

const BUILT_IN: unknown[] = [Error, TypeError, RangeError, SyntaxError].map((kind) => kind.prototype);

/** Returns the text with every Stripe secret replaced. */
export const redact = (text: string): string => text.replace(SECRETS, '[redacted]');

/**
 * Returns an error that is safe to print. A cause can come from anywhere, and an HTTP client's error carries the whole
 * response. So the original is kept only if it clearly contains no secret. Otherwise, a redacted copy has its name,
 * message and stack.
 */
export function redactCause(cause: unknown): unknown {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redact(cause) : undefined;
  // A custom class may have getters, and an own property may be non-enumerable.
  const isPlain =
    BUILT_IN.includes(Object.getPrototypeOf(cause)) &&
    isHarmless('stack', cause.stack) &&
    Object.entries(Object.getOwnPropertyDescriptors(cause)).every(
      // Chromium's own stack is a getter. Any other getter is custom.
      ([name, { value, get }]) => name === 'stack' || (!get && isHarmless(name, value)),
    ) &&
    !Object.getOwnPropertySymbols(cause).length;
  if (isPlain) return cause;
  const copy = new Error(redact(String(cause.message)));
  copy.name = redact(String(cause.name));
  copy.stack = redact(String(cause.stack ?? ''));
  return copy;
}

const isClean = (text: string) => redact(text) === text;

const isHarmless = (name: string, value: unknown) =>
  !/object|function/.test(typeof value) && [name, String(value)].every(isClean);
