import type { QueryClient } from '@tanstack/react-query';
import type { SessionInfo, SessionRequest } from './contract.js';
import type { EmbeddedError } from './errors.js';
import type { MintedSession } from './mintSession.js';

/**
 * Returns the key of the mutation that represents a mint.
 *
 * @example
 * const isMinting = useIsMutating({ mutationKey: mintKey('connect', account) }) > 0;
 */
export const mintKey = (flow: string, account?: string) => ['stripe-embedded', 'mint', flow, account ?? null];

/**
 * Returns the key of the query that holds the newest session's metadata. The secret is never in it.
 *
 * @example
 * const session = useQueryClient().getQueryData<SessionInfo>(sessionKey('connect', account));
 */
export const sessionKey = (flow: string, account?: string) => [
  'stripe-embedded',
  'session',
  flow,
  account ?? null,
];

/**
 * Shows a mint as a mutation and the session's metadata as a query in the app's `QueryClient`. The secret never
 * enters the cache, because persisters, devtools and `dehydrate()` see everything in it. The client only observes: a
 * mint neither waits for the cache nor reads from it, so nothing that an app does to its cache can disturb a mint.
 */
export function showMint(
  client: QueryClient,
  { flow, account, reason, components }: Omit<SessionRequest, 'signal'>,
  minting: Promise<MintedSession>,
): void {
  const show = async () => {
    const mutation = client
      .getMutationCache()
      .build<SessionInfo | undefined, Error, object, unknown>(client, {
        mutationKey: mintKey(flow, account),
        mutationFn: async () => {
          try {
            return (await minting).info;
          } catch (error) {
            // An aborted mint has not failed, and an app may show every mutation that fails.
            if ((error as EmbeddedError).code !== 'aborted') throw error;
            return undefined;
          }
        },
        // Explicit, because the app's defaults would apply otherwise.
        networkMode: 'always',
        retry: false,
        gcTime: 5 * 60_000,
      });
    const info = await mutation.execute({ account, reason, components });
    if (!info) return;
    const queryKey = sessionKey(flow, account);
    // With its own `queryFn`, a blanket refetch returns the known metadata and mints nothing.
    const queryFn = () => client.getQueryData<SessionInfo>(queryKey) ?? info;
    const query = client.defaultQueryOptions({ queryKey, queryFn, networkMode: 'always' as const });
    client.getQueryCache().build(client, query).setData(info);
  };
  // If the app's own cache listeners throw, that must not affect the mint.
  show().catch(() => {});
}
