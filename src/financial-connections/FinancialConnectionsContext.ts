'use client';

import { createContext, useContext } from 'react';
import type { Clock } from '../session/clock.js';
import type { EmbeddedError } from '../session/errors.js';
import type { Messages } from '../ui/messages.js';
import type { SomeOf } from '../ui/textsOver.js';
import type { LinkProviderSettings } from './linkTypes.js';

interface FinancialConnectionsContextValue extends LinkProviderSettings {
  clock: Clock;
  /** The page's own texts. */
  messages?: SomeOf<Messages> | undefined;
  /** The provider's `onError`. */
  onError?: (error: EmbeddedError) => void;
}

export const FinancialConnectionsContext = createContext<FinancialConnectionsContextValue | undefined>(
  undefined,
);
FinancialConnectionsContext.displayName = 'FinancialConnectionsProvider';

export function useFinancialConnectionsContext(consumer: string): FinancialConnectionsContextValue {
  const context = useContext(FinancialConnectionsContext);
  if (context) return context;
  // The explanation is for development only, as in all errors.
  const why =
    process.env.NODE_ENV === 'production'
      ? ''
      : ': it provides the key and the endpoint. Wrap this part of your app in one';
  throw new Error(
    `[stripe-embedded] \`${consumer}\` must be used within a \`<FinancialConnectionsProvider>\`${why}.`,
  );
}
