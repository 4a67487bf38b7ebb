import type { OfCaller } from './options.js';

/**
 * Reads an option that is the same for every caller, or a function of the caller. A fixed one is checked when the server
 * starts, so that a mistake in it is found before somebody's page is blank.
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
