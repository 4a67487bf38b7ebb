'use client';

import { useInsertionEffect } from 'react';
import { WIDGET_STYLE } from './widgetStyle.js';

let sheet: CSSStyleSheet | undefined;

/** Puts the widgets' style sheet on the page, once. Made by script, so that no Content-Security-Policy minds it. */
export function useWidgetStyle(): void {
  useInsertionEffect(() => {
    // jsdom has neither.
    if (sheet || !document.adoptedStyleSheets) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(WIDGET_STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, []);
}
