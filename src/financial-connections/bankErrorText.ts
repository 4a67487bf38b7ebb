import type { EmbeddedError } from '../session/errors.js';
import { errorText } from '../ui/errorText.js';
import type { Messages } from '../ui/messages.js';

/** What an error means to the person who linked: about an account's numbers, there is something that they can do. */
export const bankErrorText = ({ code, cause }: EmbeddedError, messages: Messages): string =>
  String((cause as { code?: unknown } | undefined)?.code).endsWith('_account_numbers')
    ? messages.noNumbers
    : errorText(code, messages);
