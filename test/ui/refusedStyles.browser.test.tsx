import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import {
  ConnectPayments,
  ConnectProvider,
  FinancialConnectionsProvider,
  LinkAccountsButton,
  LinkedAccounts,
} from 'stripe-embedded';
import { Dashboard, OnboardingWidget, WidgetFrame } from 'stripe-embedded/widgets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KEY } from '../support/stage.js';

const POLICY = `<meta http-equiv="Content-Security-Policy" content="style-src 'nonce-1'">`;

/** A page that a server sends under a strict policy, hydrated. */
async function openPage(app: ReactNode): Promise<Document> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  frame.srcdoc = `${POLICY}<main>${renderToString(app)}</main>`;
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument!;
  const root = await act(async () => hydrateRoot(page.querySelector('main')!, app));
  onTestFinished(() => {
    act(() => root.unmount());
    frame.remove();
  });
  return page;
}

/** Never answers, so what the server rendered stays. */
const waiting = { publishableKey: KEY, endpoint: () => new Promise<never>(() => {}) };

const styled = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>('[style]')];

/** Firefox discards the styles that it refused, which docs/popups.md says. */
const isDiscarding = navigator.userAgent.includes('Firefox');

describe('server HTML under a policy that refuses `style` attributes', () => {
  it.skipIf(isDiscarding).each<[string, ReactNode]>([
    ['a skeleton', <ConnectPayments key="it" />],
    ['a frame in dark mode', <WidgetFrame key="it" title="Refunds" />],
    ['a dashboard', <Dashboard key="it" panels={['payments', 'payouts']} />],
    ['onboarding', <OnboardingWidget key="it" />],
  ])('is styled after hydration: %s', async (_, it) => {
    const page = await openPage(
      <ConnectProvider {...waiting} theme="dark">
        {it}
      </ConnectProvider>,
    );
    const panels = '[data-stripe-embedded]';
    const all = styled(page).filter((element) => !element.matches(panels));
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(({ style }) => !style.length).map(({ outerHTML }) => outerHTML)).toEqual([]);
  });

  it.skipIf(isDiscarding)(
    'is styled after hydration: a button for bank accounts and their list',
    async () => {
      const account = { id: 'fca_1', institution_name: 'Stripe Bank', last4: '1234', status: 'active' };
      const page = await openPage(
        <FinancialConnectionsProvider {...waiting}>
          <LinkAccountsButton />
          <LinkedAccounts accounts={[account]} />
        </FinancialConnectionsProvider>,
      );
      expect(styled(page).filter(({ style }) => !style.length)).toEqual([]);
    },
  );

  it('leaves the page’s own styles to the policy', async () => {
    const page = await openPage(
      <ConnectProvider {...waiting}>
        <WidgetFrame>
          <p style={{ color: 'red' }}>Said by a guest</p>
        </WidgetFrame>
      </ConnectProvider>,
    );
    expect(page.querySelector('p')!.style.length).toBe(0);
  });
});
