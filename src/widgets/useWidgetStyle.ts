'use client';

import { useEffect, useInsertionEffect, type RefObject } from 'react';
import { createSheet } from '../ui/createSheet.js';
import { wearStyle } from '../ui/wearStyle.js';
import { WIDGET_STYLE } from './widgetStyle.js';

const adopt = /* @__PURE__ */ createSheet(WIDGET_STYLE);

/** Puts the widgets' style sheet on the page, and into the shadow root that the widget is in. */
export function useWidgetStyle(widget: RefObject<HTMLElement | null>): void {
  useInsertionEffect(() => adopt(), []);
  useEffect(() => {
    // Each time: it may have been moved into one.
    adopt(widget.current);
    wearStyle(widget.current);
  });
}
