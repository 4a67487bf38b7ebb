'use client';

import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext } from 'react';

/** The Query client to show mints to: the one given, or the app's nearest. Without one there is nobody to show them to. */
export function useQueryClientOr(given: QueryClient | undefined): QueryClient | undefined {
  const nearest = useContext(QueryClientContext);
  return given ?? nearest;
}
