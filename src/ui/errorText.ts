import type { ErrorMessages } from './messages.js';
import { whatFailed } from './whatFailed.js';

const TEXTS: ReadonlyArray<readonly [RegExp, keyof ErrorMessages]> = [
  [/unreachable|timeout|script_|connection_/, 'connection'],
  [/unauthorized|logged_out/, 'signedOut'],
  [/forbidden|not_enabled/, 'forbidden'],
  [/rate_limit/, 'busy'],
];

/**
 * The text that explains an error to users, by its code and by the type of Stripe's own error, if that caused it. The
 * error's own message is for developers.
 */
export function errorText(error: { code: string; cause?: unknown }, messages: ErrorMessages): string {
  const what = whatFailed(error);
  return messages[TEXTS.find(([pattern]) => pattern.test(what))?.[1] ?? 'broken'];
}
