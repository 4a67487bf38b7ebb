'use client';

import { useEffect, useInsertionEffect, type RefObject } from 'react';
import { createSheet } from '../ui/createSheet.js';
import { wearStyle } from '../ui/wearStyle.js';
import { WIDGET_STYLE } from './widgetStyle.js';

const adopt = /* @__PURE__ */ createSheet(WIDGET_STYLE);

/** Adds the widgets' style sheet to the page, and to the shadow root that the widget is in. */
export function useWidgetStyle(widget: RefObject<HTMLElement | null>): void {
  useInsertionEffect(() => adopt(), []);
  useEffect(() => {
    // After every render, because the widget may have been moved into a shadow root.
    adopt(widget.current);
    wearStyle(widget.current);
  });
}
