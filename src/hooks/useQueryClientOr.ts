'use client';

import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext } from 'react';
import { privateQueryClient } from '../session/privateQueryClient.js';

/** The Query client to show mints to: the one given, the app's nearest, or one of our own. */
export function useQueryClientOr(given: QueryClient | undefined): QueryClient {
  const nearest = useContext(QueryClientContext);
  return given ?? nearest ?? privateQueryClient();
}
