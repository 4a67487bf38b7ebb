'use client';

import type { AppearanceOptions } from '@stripe/connect-js';
import { createContext, useContext } from 'react';
import type { EmbeddedError } from '../session/errors.js';
import type { PanelMessages } from '../ui/messages.js';
import type { PanelProps } from './connectProps.js';
import type { ConnectStore } from './connectTypes.js';

export interface ConnectContextValue extends PanelProps {
  store: ConnectStore;
  messages: PanelMessages;
  /** The account that the page names for the session. */
  account?: string;
  /** The current appearance, for everything around Stripe's elements. */
  appearance?: AppearanceOptions;
  /** The address to offer users inside an app's webview. */
  linkOut?: string;
  /** Calls the provider's newest `onError`, once for an instance whose session was refused: `generation` tells which. */
  report: (error: EmbeddedError, generation?: number) => void;
}

export const ConnectContext = createContext<ConnectContextValue | undefined>(undefined);
ConnectContext.displayName = 'ConnectProvider';

export function useConnectContext(consumer: string): ConnectContextValue {
  const context = useContext(ConnectContext);
  if (context) return context;
  // The explanation is for development only, as in all errors.
  const why =
    process.env.NODE_ENV === 'production'
      ? ''
      : " or `<ConnectComponentsProvider>`: it provides the session that Stripe's components need. Wrap this part of your app in one";
  throw new Error(`[stripe-embedded] \`${consumer}\` must be used within a \`<ConnectProvider>\`${why}.`);
}
