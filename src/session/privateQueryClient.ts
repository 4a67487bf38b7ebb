import { QueryClient } from '@tanstack/react-query';

let client: QueryClient | undefined;

/** For a page that has no Query client of its own. */
export const privateQueryClient = (): QueryClient => (client ??= new QueryClient());
