'use client';

import { useContext, type CSSProperties } from 'react';
import { ConnectContext } from '../connect/ConnectContext.js';

/** Converts the provider's appearance to the widgets' own tokens, so that a frame matches what Stripe draws in it. */
export function useWidgetTokens(): CSSProperties {
  const variables = useContext(ConnectContext)?.appearance?.variables;
  if (!variables) return {};
  const { colorBackground, colorText, colorBorder, colorPrimary, borderRadius } = variables;
  return {
    '--stripe-embedded-surface': colorBackground,
    '--stripe-embedded-text': colorText,
    '--stripe-embedded-border': colorBorder,
    '--stripe-embedded-accent': colorPrimary,
    '--stripe-embedded-radius': borderRadius,
  } as CSSProperties;
}
