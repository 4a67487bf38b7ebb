/** The error for an incorrect call of the sandbox: names the field and what is wrong with its value. */
export function misuse(field: string, wanted: string): TypeError {
  return new TypeError(`[stripe-embedded/sandbox] \`${field}\` ${wanted}`);
}
