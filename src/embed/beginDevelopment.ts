import { nameAsElements } from './nameAsElements.js';
import { sayMisspeltElements } from './sayMisspelt.js';

/* oxlint-disable no-console */

/** In development, before the elements are made. */
export function beginDevelopment(): void {
  // The script that came first draws, and it alone says anything: `embed.js` says nothing.
  if (customElements.get('stripe-payments')) {
    console.warn(
      '[stripe-embedded] The elements are made already, so this script does nothing. It is on the page twice, or embed.js is there too and came first: take one of them out.',
    );
    return;
  }
  console.info(
    '[stripe-embedded] This script is for development: it says on the console what is wrong. Ship embed.js, which is smaller.',
  );
  nameAsElements();
  sayMisspeltElements();
}
