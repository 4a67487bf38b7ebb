import type { ErrorMessages } from '../messages.js';

export const englishErrors: ErrorMessages = {
  connection: 'The connection failed. Check your network or ad blocker, and try again.',
  signedOut: 'You are signed out. Sign in again to go on.',
  forbidden: 'This is not available for your account.',
  busy: 'There were too many requests. Wait a moment and try again.',
  broken: 'Something went wrong on our side.',
};
