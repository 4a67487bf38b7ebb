'use client';

import { QueryClientContext, type QueryClient } from '@tanstack/react-query';
import { useContext } from 'react';

/** The `QueryClient` that mints are shown in: the given one, or the nearest. Without one, they are not shown. */
export function useQueryClientOr(given: QueryClient | undefined): QueryClient | undefined {
  const nearest = useContext(QueryClientContext);
  return given ?? nearest;
}
