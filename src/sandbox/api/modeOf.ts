import { ApiError } from './ApiError.js';

/** Whether the key, sent as Bearer or Basic, is a live key. */
export function modeOf(headers: Headers): boolean {
  const [scheme = '', credentials = ''] = (headers.get('Authorization') ?? '').split(' ');
  let key = credentials;
  if (scheme.toLowerCase() === 'basic') {
    try {
      key = atob(credentials).split(':')[0] ?? '';
    } catch {
      key = '';
    }
  }
  if (!key) {
    throw new ApiError(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  const mode = /^[sr]k_(test|live)_\w+$/.exec(key)?.[1];
  // Stripe quotes a few characters of a wrong key. Quoting only the first three is safer.
  if (!mode) throw new ApiError(401, `Invalid API Key provided: ${key.slice(0, 3)}***`);
  return mode === 'live';
}
