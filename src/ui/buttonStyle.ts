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
  maxWidth: '100%',
  // Not `anywhere`, with which a button in a row of the page's could become as narrow as a letter.
  overflowWrap: 'break-word',
  padding: '6px 16px',
  cursor: 'pointer',
};
