/** A mistake in calling the sandbox: which field, what was given, what is wanted. */
export function misuse(field: string, wanted: string): TypeError {
  return new TypeError(`[stripe-embedded/sandbox] \`${field}\` ${wanted}`);
}
