import { englishBank, englishPanel, type Messages } from './messages.js';

/** All texts in English. In its own module, so that an app without bank accounts does not bundle their texts. */
export const english: Messages = { ...englishPanel, ...englishBank };
