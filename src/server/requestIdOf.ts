/** Stripe's id of the request behind an answer. A client that an app's tests made may tell none. */
export const requestIdOf = (answer: object): string | undefined =>
  (answer as { lastResponse?: { requestId?: string } }).lastResponse?.requestId;
