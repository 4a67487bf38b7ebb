import type { QueryClient } from '@tanstack/react-query';
import type { SessionInfo, SessionRequest } from './contract.js';
import type { EmbeddedError } from './errors.js';
import type { MintedSession } from './mintSession.js';

/**
 * The key of the mutation that each mint is.
 *
 * @example
 * const isMinting = useIsMutating({ mutationKey: mintKey('connect', account) }) > 0;
 */
export const mintKey = (flow: string, account?: string) => ['stripe-embedded', 'mint', flow, account ?? null];

/**
 * The key of the query that holds what may be known of the newest session: never its secret.
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
 * Lets an app's Query client see a mint as a mutation, and the session's metadata as a query. The secret goes
 * past the cache: persisters, devtools and `dehydrate()` see whatever is in it. The client only watches: a
 * mint neither waits for it nor reads it back, so nothing that an app does to its cache can disturb one.
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
            // A mint that nobody needs any more has not failed: an app may show each mutation that has.
            if ((error as EmbeddedError).code !== 'aborted') throw error;
            return undefined;
          }
        },
        // Said outright, because an app's own defaults would apply.
        networkMode: 'always',
        retry: false,
        gcTime: 5 * 60_000,
      });
    const info = await mutation.execute({ account, reason, components });
    if (!info) return;
    const queryKey = sessionKey(flow, account);
    // With a function of its own, a blanket refetch gets what is known and mints nothing.
    const queryFn = () => client.getQueryData<SessionInfo>(queryKey) ?? info;
    const query = client.defaultQueryOptions({ queryKey, queryFn, networkMode: 'always' as const });
    client.getQueryCache().build(client, query).setData(info);
  };
  // What an app's own listeners throw is theirs too.
  show().catch(() => {});
}
