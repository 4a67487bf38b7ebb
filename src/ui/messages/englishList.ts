import type { ListMessages } from '../messages.js';

export const englishList: ListMessages = {
  linkedAccounts: 'Linked accounts',
  noAccounts: 'No account is linked yet.',
  balance: 'Balance',
  active: 'Active',
  inactive: 'Needs attention',
  disconnected: 'Disconnected',
  relink: 'Link again',
  unlink: 'Unlink',
  unlinked: 'Unlinked',
};
