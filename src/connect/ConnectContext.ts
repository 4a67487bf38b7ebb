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
  /** What the page says that the session is for. */
  account?: string;
  /** As it is worn now: for what stands around Stripe's elements. */
  appearance?: AppearanceOptions;
  /** Where a person is led who is in an app's webview. */
  linkOut?: string;
  /** The provider's `onError`, in its newest form. */
  report: (error: EmbeddedError) => void;
}

export const ConnectContext = createContext<ConnectContextValue | undefined>(undefined);
ConnectContext.displayName = 'ConnectProvider';

/** The longer half of the message is for development only, as that of all errors. */
const WHY =
  process.env.NODE_ENV === 'production'
    ? ''
    : " or `<ConnectComponentsProvider>`: it has the session that Stripe's components need. Wrap this part of your app in one";

export function useConnectContext(consumer: string): ConnectContextValue {
  const context = useContext(ConnectContext);
  if (context) return context;
  throw new Error(`[stripe-embedded] \`${consumer}\` must be used within a \`<ConnectProvider>\`${WHY}.`);
}
