import { render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectBalanceReport,
  ConnectBalances,
  ConnectNotificationBanner,
  ConnectPaymentDetails,
  ConnectPaymentDisputes,
  ConnectPayments,
  ConnectPayoutDetails,
  ConnectPayouts,
} from 'stripe-embedded';
import { french } from 'stripe-embedded/messages/fr';
import { describe, expect, it } from 'vitest';
import { Skeleton } from '../../src/ui/Skeleton.js';
import { renderConnect, stage } from '../support/stage.js';

const bars = () => [...screen.getByRole('status').querySelectorAll<HTMLElement>('[aria-hidden] > div')];

describe('while a component loads', () => {
  it.each<[string, ReactElement, number]>([
    ['a table', <ConnectPayments key="c" />, 3],
    ['a form', <ConnectAccountOnboarding key="c" onExit={() => {}} />, 5],
    ['a summary', <ConnectBalances key="c" />, 4],
    ['an overview', <ConnectPayouts key="c" />, 6],
    ['a detail', <ConnectPaymentDisputes key="c" payment="pi_1" />, 3],
    ['an overlay', <ConnectPaymentDetails key="c" payment="pi_1" onClose={() => {}} />, 0],
    ['a payout overlay', <ConnectPayoutDetails key="c" payout="po_1" onClose={() => {}} />, 0],
    ['a banner', <ConnectNotificationBanner key="c" />, 1],
    ['a chart', <ConnectBalanceReport key="c" />, 3],
  ])('%s has a skeleton of its shape', async (_, component, count) => {
    const set = stage({ latency: { element: 1_000 } });
    renderConnect(set, component);
    await set.tick();
    expect(bars()).toHaveLength(count);
    for (const { style } of bars()) {
      expect(Number.parseFloat(style.height)).toBeGreaterThan(0);
      expect(Number.parseFloat(style.width || '0')).toBeLessThanOrEqual(100);
    }
    await set.tick(1_000);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('a screen reader hears the loading message, translated, but none of the bars', async () => {
    const set = stage({ latency: { element: 1_000 } });
    renderConnect(set, <ConnectPayments />, { messages: french });
    await set.tick();
    expect(screen.getByRole('status')).toHaveTextContent(/^Chargement…$/);
    expect(bars()[0]!.parentElement).toHaveAttribute('aria-hidden', 'true');
  });

  it('individual messages can be replaced', async () => {
    const set = stage({ latency: { element: 1_000 } });
    renderConnect(set, <ConnectPayments />, { messages: { loading: 'One moment' } });
    await set.tick();
    expect(screen.getByRole('status')).toHaveTextContent('One moment');
  });
});

describe('the skeleton’s style', () => {
  it('follows the page: radius from a custom property, colour from the text', () => {
    const { container } = render(<Skeleton label="Loading" shape="banner" />);
    expect(container.innerHTML).toContain('var(--stripe-embedded-radius, 8px)');
    expect(container.innerHTML).toContain('currentcolor');
  });
});
