import { act } from '@testing-library/react';
import { useEffect } from 'react';
import {
  useAccountSession,
  useFinancialConnections,
  type FinancialConnectionsResult,
  type UseAccountSessionResult,
  type UseFinancialConnectionsResult,
} from 'stripe-embedded';
import { describe, expect, it } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { renderEdited } from '../support/edited.js';
import { stage } from '../support/stage.js';

describe('a component whose file is saved while its page is open', () => {
  it('keeps its ready session and its open flow', async () => {
    const set = stage();
    const seen = {} as { link: UseFinancialConnectionsResult };
    const version = (name: string) =>
      function Page() {
        const link = useFinancialConnections({ prefetch: 'mount' });
        useEffect(() => void (seen.link = link));
        return `${name} ${link.status}`;
      };
    const { container, edit } = await renderEdited(version('first'), (page) => bankPage(set, page));
    await set.tick();
    await edit(version('second'));
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    const flow: { answer?: FinancialConnectionsResult } = {};
    act(() => void seen.link.collectAccounts().then((answer) => (flow.answer = answer)));
    await edit(version('third'));
    expect(container).toHaveTextContent('third open');
    act(() => set.sandbox.financialConnections.cancel());
    await set.tick();
    expect(flow.answer).toEqual({ type: 'cancelled' });
    expect(container).toHaveTextContent('third idle');
  });

  it('still has its session', async () => {
    const { sandbox, tick } = stage();
    const seen = {} as { now: UseAccountSessionResult };
    const version = (name: string) =>
      function Page() {
        const now = useAccountSession({ endpoint: sandbox.endpoint, clock: sandbox.clock });
        useEffect(() => void (seen.now = now));
        return `${name} ${now.status}`;
      };
    const { container, edit } = await renderEdited(version('first'));
    await act(() => seen.now.fetchClientSecret());
    await edit(version('second'));
    await tick();
    expect(container).toHaveTextContent('second ready');
    expect(seen.now.session).toBeDefined();
  });
});
