'use client';

import { useEffect, useInsertionEffect, type RefObject } from 'react';
import { WIDGET_STYLE } from './widgetStyle.js';

let sheet: CSSStyleSheet | undefined;

/**
 * Puts the widgets' style sheet on the page, once; and in the shadow root that the widget is in, which the page's does
 * not reach. Made by script, so that no Content-Security-Policy minds it.
 */
export function useWidgetStyle(widget: RefObject<Element | null>): void {
  useInsertionEffect(() => {
    // jsdom has neither.
    if (sheet || !document.adoptedStyleSheets) return;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(WIDGET_STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, []);
  useEffect(() => {
    const root = widget.current?.getRootNode();
    if (!sheet || !(root instanceof ShadowRoot) || root.adoptedStyleSheets.includes(sheet)) return;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, [widget]);
}
