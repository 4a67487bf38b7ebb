const said = new Set<string>();

/** For development: puts it on the console, the first time. */
export function warnOnce(text: string): void {
  // oxlint-disable-next-line no-console
  if (!said.has(text)) console.warn(`[stripe-embedded] ${text}`);
  said.add(text);
}
