/**
 * What of the `stripe` SDK is called. By its shape: the SDK has one class for `import` and another for `require`, and
 * TypeScript takes neither for the other.
 */
export interface StripeClient {
  /** Connect's sessions. */
  accountSessions?: { create(params: never, options?: never): Promise<object> };
  /** Bank linking's sessions and accounts. */
  financialConnections?: {
    sessions: {
      create(params: never, options?: never): Promise<object>;
      retrieve(id: string, params?: never, options?: never): Promise<object>;
    };
    accounts: { list(params: never, options?: never): object };
  };
  /** For preview components: the API's version. The SDK of the lowest version has no type for it. */
  getApiField?(name: 'version'): string;
  /** For the API's older form of bank linking. */
  rawRequest?(method: string, path: string, params?: never, options?: never): Promise<object>;
}
