/** In development, throws if the list of components is none: from JavaScript, or from an attribute's text. */
export function diagnoseComponents(components: readonly string[] | undefined): void {
  if (!Array.isArray(components ?? []))
    throw new TypeError(
      "[stripe-embedded] `components` is not a list, so there is nothing to request. Write `components={['payments']}`, or leave it out to request what the server allows.",
    );
}
