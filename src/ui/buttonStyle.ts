import type { CSSProperties } from 'react';
import { RADIUS, tint } from './tint.js';

/** A quiet button in the page's own colours and type. */
export const BUTTON: CSSProperties = {
  // Some pages change the default.
  boxSizing: 'border-box',
  font: 'inherit',
  fontWeight: 600,
  color: 'inherit',
  background: tint(6),
  border: `1px solid ${tint(30)}`,
  borderRadius: RADIUS,
  minHeight: 40,
  padding: '6px 16px',
  cursor: 'pointer',
};
