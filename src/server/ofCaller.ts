import type { OfCaller } from './options.js';

/**
 * Reads an option that is either a fixed value or a function of the caller. A fixed value is checked when the server
 * starts, so a mistake shows up there instead of as a blank page.
 */
export function ofCaller<Value, Who, Checked>(
  option: OfCaller<Value, Who>,
  check: (value: Value) => Checked,
): (caller: Who) => Checked | Promise<Checked> {
  if (typeof option === 'function') {
    const choose = option as (caller: Who) => Value | Promise<Value>;
    return async (caller) => check(await choose(caller));
  }
  const fixed = check(option);
  return () => fixed;
}
