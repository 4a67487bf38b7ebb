import type { LinkMessages } from '../messages.js';
import { englishErrors } from './englishErrors.js';

export const englishLink: LinkMessages = {
  ...englishErrors,
  linkAccount: 'Link a bank account',
  linking: 'Opening your bank…',
  linked: 'Your bank account is linked.',
  linkCancelled: 'No account was linked.',
  noNumbers: 'Your bank did not share the numbers of this account. Try again later, or link another one.',
};
