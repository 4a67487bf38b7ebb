import type { PanelMessages } from './messages.js';

type Text = 'connection' | 'signedOut' | 'forbidden' | 'busy' | 'webview';

const TEXTS: ReadonlyArray<readonly [RegExp, Text]> = [
  [/unreachable|timeout|script_/, 'connection'],
  [/unauthorized|logged_out/, 'signedOut'],
  [/forbidden|not_enabled/, 'forbidden'],
  [/rate_limited/, 'busy'],
  [/environment/, 'webview'],
];

/** What an error means to the person before it, by its code. The developer's message is not for them. */
export const errorText = (code: string, messages: PanelMessages): string =>
  messages[TEXTS.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken'];
