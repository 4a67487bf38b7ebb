/**
 * The part of the `stripe` SDK that the handler calls. It is a structural type, because the SDK has one class for
 * `import` and another for `require`, and TypeScript accepts neither in place of the other.
 */
export interface StripeClient {
  /** Connect sessions. */
  accountSessions?: { create(params: never, options?: never): Promise<object> };
  /** Sessions and accounts of bank linking. */
  financialConnections?: {
    sessions: {
      create(params: never, options?: never): Promise<object>;
      retrieve(id: string, params?: never, options?: never): Promise<object>;
    };
    accounts: { list(params: never, options?: never): object };
  };
  /** The API version, for preview components. The lowest supported version of the SDK has no type for this method. */
  getApiField?(name: 'version'): string;
  /** For the older API of bank linking. */
  rawRequest?(method: string, path: string, params?: never, options?: never): Promise<object>;
}
