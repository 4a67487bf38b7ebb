import { nameAsElements } from './nameAsElements.js';
import { sayMisspeltElements } from './sayMisspelt.js';

/* oxlint-disable no-console */

/** Runs in development, before the elements are defined. */
export function beginDevelopment(): void {
  // The script that ran first defined the elements. If that was `embed.js`, it logs nothing, so we warn.
  if (customElements.get('stripe-payments')) {
    console.warn(
      '[stripe-embedded] The elements are already defined, so this script does nothing. Either it is on the page twice, or embed.js is on the page too and ran first: remove one of them.',
    );
    return;
  }
  console.info(
    '[stripe-embedded] This script is for development: it logs what is wrong to the console. In production, use embed.js, which is smaller.',
  );
  nameAsElements();
  sayMisspeltElements();
}
