import { render } from '@testing-library/react';
import { ConnectProvider } from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { OnboardingWidget } from 'stripe-embedded/widgets';
import { expect, it } from 'vitest';
import { KEY, stage } from '../support/stage.js';

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
