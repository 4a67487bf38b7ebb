/**
 * Each begins where a word does: tried at every letter, a long word would be read again and again. Stripe's documents
 * also show secrets that have no more than a `_` before them, so the name of the field that holds one counts too.
 */
const SECRETS =
  /\b\w+?secret_\w+|[rse]k_(?:live|org|test)_\w+|whsec_\w+|\b_\w{40,}|client_?secret\W{0,9}[:=]\W{0,9}(?=\w*\d)\w{12,}/gi;

const BUILT_IN: unknown[] = [Error, TypeError, RangeError, SyntaxError].map((kind) => kind.prototype);

/** Text with every Stripe secret in it replaced. */
export const redact = (text: string): string => text.replace(SECRETS, '[redacted]');

/**
 * An error that is safe to print. A cause comes from anywhere (an HTTP client's error carries the whole
 * response), so it is kept as it is only when it plainly holds nothing: otherwise its name and message are.
 */
export function redactCause(cause: unknown): unknown {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redact(cause) : undefined;
  // A class of somebody's own may have getters, and an own property may be hidden from every loop.
  const isPlain =
    BUILT_IN.includes(Object.getPrototypeOf(cause)) &&
    Object.entries(Object.getOwnPropertyDescriptors(cause)).every(isHarmless) &&
    !Object.getOwnPropertySymbols(cause).length &&
    isClean(String(cause.stack));
  if (isPlain) return cause;
  const copy = new Error(redact(String(cause.message)));
  copy.name = redact(String(cause.name));
  copy.stack = redact(String(cause.stack ?? ''));
  return copy;
}

/** Chromium gives each error a getter for its `stack`, always this one: any other getter is somebody's own. */
const readStack = /* @__PURE__ */ Object.getOwnPropertyDescriptor(new Error(), 'stack')?.get;

const isClean = (text: string) => redact(text) === text;

const isHarmless = ([name, { value, get }]: [string, PropertyDescriptor]) =>
  get === (name === 'stack' ? readStack : undefined) &&
  !/object|function/.test(typeof value) &&
  [name, String(value)].every(isClean);
