'use client';

import { useEffect, useInsertionEffect, type RefObject } from 'react';
import { createSheet } from '../ui/createSheet.js';
import { WIDGET_STYLE } from './widgetStyle.js';

const adopt = /* @__PURE__ */ createSheet(WIDGET_STYLE);

/** Puts the widgets' style sheet on the page, and into the shadow root that the widget is in. */
export function useWidgetStyle(widget: RefObject<Element | null>): void {
  useInsertionEffect(() => adopt(), []);
  // Each time: it may have been moved into one.
  useEffect(() => adopt(widget.current));
}
