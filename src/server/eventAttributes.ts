import type { SessionEventOfServer } from './options.js';

/**
 * Converts a handler's event to OpenTelemetry attributes, for a span or a metric.
 *
 * @example
 * onEvent: (event) => sessions.record(event.duration, eventAttributes(event))
 */
export function eventAttributes(event: SessionEventOfServer): Record<string, string | number> {
  const all = {
    'stripe_embedded.outcome': event.type,
    'stripe_embedded.flow': event.flow,
    'stripe_embedded.account': event.account,
    'stripe_embedded.stripe_request_id': event.requestId,
    'http.response.status_code': event.status,
    'error.type': event.code,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
    string,
    string | number
  >;
}
