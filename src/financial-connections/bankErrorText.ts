import type { EmbeddedError } from '../session/errors.js';
import { errorText } from '../ui/errorText.js';
import type { LinkMessages } from '../ui/messages.js';

/** The text that explains a linking error to users. If the account's numbers are missing, they can act on it. */
export const bankErrorText = (error: EmbeddedError, messages: LinkMessages): string =>
  String((error.cause as { code?: unknown } | undefined)?.code).endsWith('_account_numbers')
    ? messages.noNumbers
    : errorText(error, messages);
