import { act, fireEvent, render, screen } from '@testing-library/react';
import { ConnectProvider } from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { Dashboard, OnboardingWidget } from 'stripe-embedded/widgets';
import { expect, it } from 'vitest';
import { KEY, providerOn, stage } from '../support/stage.js';

it('a page that stretches every drawing stretches none of ours', () => {
  const { sandbox } = stage();
  const { container } = render(
    <>
      <style>{'svg { width: 100%; height: auto }'}</style>
      <ConnectProvider publishableKey={KEY} endpoint={sandbox.endpoint} clock={sandbox.clock}>
        <OnboardingWidget complete />
        <StripeEmbeddedDevtools />
      </ConnectProvider>
    </>,
  );
  const sizes = [...container.querySelectorAll('svg')].map((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    return [width, height];
  });
  expect(sizes).toEqual([
    [44, 44],
    [10, 10],
  ]);
});

it('a page that lays out every box shows nothing that is hidden: neither a closed tab nor what failed', async () => {
  const set = stage();
  const Provider = providerOn(set);
  render(
    <>
      <style>{'main div { display: flex }'}</style>
      <main>
        <Provider>
          <Dashboard panels={['payments', 'payouts']} />
        </Provider>
      </main>
    </>,
  );
  await set.tick();
  fireEvent.click(screen.getByRole('tab', { name: 'Payouts' }));
  await set.tick();
  const seen = () =>
    [...document.querySelectorAll('[data-stripe-embedded] > div:last-child')].filter((place) =>
      place.checkVisibility(),
    );
  expect(seen()).toHaveLength(1);
  act(() => set.sandbox.element('payouts')[0]!.emit('loadError', 'api_error'));
  expect(screen.getByRole('alert')).toBeVisible();
  expect(seen()).toHaveLength(0);
});
