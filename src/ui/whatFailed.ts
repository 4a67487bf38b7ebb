/** What failed, to match patterns against: an error's code, and the type of Stripe's own error if that caused it. */
export const whatFailed = ({ code, cause }: { code?: string; cause?: unknown } = {}): string =>
  `${code} ${(cause as { type?: unknown } | undefined)?.type}`;
