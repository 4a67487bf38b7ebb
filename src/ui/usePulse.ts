'use client';

import { useInsertionEffect } from 'react';

const PULSE = `@media (prefers-reduced-motion: no-preference) {
  .stripe-embedded-pulse { animation: stripe-embedded-pulse 1.6s infinite }
  @keyframes stripe-embedded-pulse { 50% { opacity: .5 } }
}
.stripe-embedded-pulse > div { outline: 1px solid transparent; outline-offset: -1px }`;

let isThere = false;

/**
 * The class of what moves while it waits; its parts have an edge that is seen where a person has chosen the colours.
 * Its rules are put on the page once, by script, because a style sheet of ours could be refused by a
 * Content-Security-Policy; a page of twenty skeletons would feel twenty animations made one by one.
 */
export function usePulse(): string {
  useInsertionEffect(() => {
    // jsdom has neither, and goes without.
    if (isThere || !document.adoptedStyleSheets) return;
    isThere = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PULSE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, []);
  return 'stripe-embedded-pulse';
}
