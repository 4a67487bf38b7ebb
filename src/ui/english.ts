import { englishBank, englishPanel, type Messages } from './messages.js';

/** Every text, in English. Apart from the halves, so that an app without bank accounts has no words for them. */
export const english: Messages = { ...englishPanel, ...englishBank };
