import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Escapes a script's other letters. A tag without `type="module"` reads its script in the page's encoding unless the
 * server names one, and Arabic and even "…" would be unreadable on a page that is not UTF-8.
 */
export function writeInAscii(file) {
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[\u0080-\uffff]/g, escaped));
}
