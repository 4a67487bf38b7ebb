import type { ErrorMessages } from './messages.js';

const TEXTS: ReadonlyArray<readonly [RegExp, keyof ErrorMessages]> = [
  [/unreachable|timeout|script_/, 'connection'],
  [/unauthorized|logged_out/, 'signedOut'],
  [/forbidden|not_enabled/, 'forbidden'],
  [/rate_limited/, 'busy'],
  [/environment/, 'webview'],
];

/** The text that explains an error to users, by its code. The error's own message is for developers. */
export const errorText = (code: string, messages: ErrorMessages): string =>
  messages[TEXTS.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken'];
