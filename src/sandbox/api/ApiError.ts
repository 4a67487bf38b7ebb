/** An error that the simulated API returns as Stripe's error object. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
    readonly details: { type?: string; code?: string; param?: string } = {},
  ) {
    super(message);
  }

  /** The response body. */
  body(request_log_url: string | undefined) {
    const { type = 'invalid_request_error', code, param } = this.details;
    const doc_url = code && `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
    return { error: { type, code, message: this.message, param, doc_url, request_log_url } };
  }
}
