import type { PanelMessages } from '../messages.js';
import { englishErrors } from './englishErrors.js';

export const englishPanel: PanelMessages = {
  loading: 'Loading…',
  errorTitle: 'This could not be shown',
  ...englishErrors,
  webview: 'This does not work inside this app. Open it in your browser instead.',
  linkOut: 'Open in browser',
  retry: 'Try again',
  reference: 'Reference for support',
};
