import { render } from '@testing-library/react';
import { ConnectProvider } from 'stripe-embedded';
import { Dashboard } from 'stripe-embedded/widgets';
import { expect, it } from 'vitest';
import { KEY, stage } from '../support/stage.js';

it.each([320, 1000])('a custom panel with wide scrolling content stays within %i pixels', (width) => {
  const { sandbox } = stage();
  const table = <p style={{ whiteSpace: 'nowrap' }}>{'wide '.repeat(400)}</p>;
  const own = () => (
    <div>
      <div style={{ overflow: 'auto' }}>{table}</div>
    </div>
  );
  const { container } = render(
    <div style={{ width }}>
      <ConnectProvider publishableKey={KEY} endpoint={sandbox.endpoint} clock={sandbox.clock}>
        <Dashboard panels={['payments', 'payouts']} render={{ payments: own }} />
      </ConnectProvider>
    </div>,
  );
  expect(container.firstElementChild!.scrollWidth).toBe(width);
});
