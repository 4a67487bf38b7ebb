const said = new Set<string>();

/** For development: logs a warning, but the same text only once. */
export function warnOnce(text: string): void {
  // oxlint-disable-next-line no-console
  if (!said.has(text)) console.warn(`[stripe-embedded] ${text}`);
  said.add(text);
}
