import { act, render } from '@testing-library/react';
import { useEffect } from 'react';
import {
  useFinancialConnections,
  type SessionRequest,
  type UseFinancialConnectionsOptions,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { bankPage, renderLinking } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

const atMost = (accounts: number) => ({ limits: { accounts } });

describe('a prefetched session without options', () => {
  it.each<[string, object]>([
    ['an empty object', {}],
    ['an option that is explicitly undefined', { returnUrl: undefined }],
  ])('is used for a call with %s', async (_, wishes) => {
    const set = stage();
    const { start } = renderLinking(set, { prefetch: 'mount' });
    await set.tick();
    await start('collectAccounts', wishes);
    expect(set.log('mint')).toHaveLength(1);
    await act(async () => set.sandbox.financialConnections.cancel());
  });
});

describe('options that change', () => {
  it('are used if a child’s effect prefetches a session in the same commit', async () => {
    const set = stage();
    const asked: unknown[] = [];
    const endpoint = (request: SessionRequest) => {
      asked.push(request.params);
      return set.sandbox.endpoint(request);
    };
    function Child({ prefetch }: { prefetch: () => Promise<void> }) {
      useEffect(() => void prefetch());
      return null;
    }
    function Page({ accounts }: { accounts: number }) {
      const { prefetchSession } = useFinancialConnections({ params: atMost(accounts) });
      return <Child prefetch={prefetchSession} />;
    }
    const view = render(bankPage(set, <Page accounts={1} />, { endpoint }));
    await set.tick();
    view.rerender(bankPage(set, <Page accounts={2} />, { endpoint }));
    await set.tick();
    expect(asked).toEqual([atMost(1), atMost(2)]);
  });

  it('with `prefetch: "mount"` prefetch a session at once, for a click in the same task', async () => {
    const set = stage();
    const collect = vi.fn(async () => ({}));
    const stripe = { collectFinancialConnectionsAccounts: collect } as never;
    const seen = {} as { link: UseFinancialConnectionsResult };
    function Page(options: UseFinancialConnectionsOptions) {
      const now = useFinancialConnections(options);
      useEffect(() => void (seen.link = now));
      return null;
    }
    const page = (accounts: number) =>
      bankPage(set, <Page params={atMost(accounts)} prefetch="mount" />, { stripe });
    const view = render(page(1));
    await set.tick();
    view.rerender(page(2));
    await set.tick();
    view.rerender(page(2));
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    act(() => {
      void seen.link.collectAccounts();
      expect(collect).toHaveBeenCalledTimes(1);
    });
    await set.tick();
  });
});
