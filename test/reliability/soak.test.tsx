import { QueryClient } from '@tanstack/react-query';
import * as library from 'stripe-embedded';
import type { ComponentType } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import reference from '../reference/connect-element-setters.json' with { type: 'json' };
import { panel, renderConnect, stage } from '../support/stage.js';
import { settle } from './settle.js';

const MINUTES = 24 * 60;
const TAGS = Object.keys(reference.ga).slice(0, 20);

const nameOf = (tag: string) =>
  `Connect${tag.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`;

/** Each component's panel, and Stripe's element in it: looked up once, because a day has many minutes. */
const findPanels = () =>
  TAGS.map((tag) => ({
    root: panel(tag),
    element: panel(tag).querySelector<HTMLElement>(`stripe-connect-${tag}`)!,
  }));

/** None of them is blank, and none was recreated. */
const isShown = (panels: ReturnType<typeof findPanels>) =>
  !document.querySelector('[role=alert], [role=status]') &&
  panels.every(
    ({ root, element }) =>
      root.dataset['state'] === 'ready' && element.isConnected && element.shadowRoot?.childElementCount,
  );

async function openDay() {
  const set = stage({ sessionTtl: 60 });
  const queryClient = new QueryClient();
  // The Query client's own timers use the system clock.
  onTestFinished(() => queryClient.clear());
  const components = library as unknown as Record<string, ComponentType<object>>;
  const { onError } = renderConnect(
    set,
    TAGS.map((tag) => {
      const Component = components[nameOf(tag)]!;
      return <Component key={tag} />;
    }),
    // The banner has something to say to the third one.
    { queryClient, account: set.sandbox.accounts[2]!.id },
  );
  await set.tick();
  return { set, onError, panels: findPanels() };
}

it('24 hours of one-minute sessions with 20 components: one mint per expiry, never blank', async () => {
  const { set, onError, panels } = await openDay();
  expect(panels).toHaveLength(20);
  for (let minute = 1; minute <= MINUTES; minute++) {
    await settle(set.sandbox, 60_000);
    expect(set.log('mint')).toHaveLength(minute + 1);
    expect(isShown(panels)).toBe(true);
  }
  expect(set.log('refresh')).toHaveLength(MINUTES);
  expect(set.log('claim')).toHaveLength(MINUTES + 1);
  expect(set.log('claim').every((entry) => 'result' in entry && entry.result === 'ok')).toBe(true);
  expect(set.log('create')).toHaveLength(20);
  expect(onError).not.toHaveBeenCalled();
}, 60_000);

it('24 outages of a minute and a half: never blank, each reported once, each recovers by itself', async () => {
  const { set, onError, panels } = await openDay();
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 15) {
      await settle(set.sandbox, 15_000);
      expect(isShown(panels)).toBe(true);
    }
  };
  for (let outage = 1; outage <= 24; outage++) {
    set.sandbox.fail({ api: 500, times: Infinity });
    await pass(90);
    set.sandbox.heal();
    await pass(180);
    expect(onError).toHaveBeenCalledTimes(outage);
    expect(set.log('claim')).toHaveLength(set.log('refresh').length + 1);
  }
}, 60_000);
