/** Stripe's id of the request behind a response. A client mocked in an app's tests may have none. */
export const requestIdOf = (answer: object): string | undefined =>
  (answer as { lastResponse?: { requestId?: string } }).lastResponse?.requestId;
