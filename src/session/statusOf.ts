interface Thrown {
  status?: unknown;
  response?: { status?: unknown };
  context?: { status?: unknown };
  data?: { httpStatus?: unknown };
}

/**
 * The HTTP status of what one of the page's or the server's own functions threw, or `NaN`. HTTP libraries put the status
 * or the response on their errors, and some code throws the response itself.
 */
export const statusOf = ({ status, response, context, data }: Thrown): number =>
  // Some libraries put a word or nothing into `status`, while the response has the number. Supabase keeps the response
  // in `context`. tRPC has only the number, in `data`.
  Number(status) || Number((response ?? context)?.status ?? data?.httpStatus);
