import { fireEvent, screen } from '@testing-library/react';
import { forwardRef, memo, useEffect, useState } from 'react';
import { ConnectPayments, type ErrorFallbackProps } from 'stripe-embedded';
import { Dashboard } from 'stripe-embedded/widgets';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { panel, renderConnect, stage } from '../support/stage.js';

const left = vi.fn();
function Two() {
  const [one] = useState('one');
  const [two] = useState('two');
  useEffect(() => left, []);
  return <p>{one + two}</p>;
}
function Other() {
  const [text] = useState('other');
  return <p>{text}</p>;
}

/** React logs and throws when a component is called with another one's hooks. */
const listen = () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => errors.mockRestore());
  return errors;
};

describe('a custom component', () => {
  it('can be replaced by another, and by the default again', async () => {
    const set = stage();
    const errors = listen();
    const page = (Panel?: typeof Two) => <Dashboard panels={['payments']} render={{ payments: Panel }} />;
    const view = renderConnect(set, page(Two));
    view.rerender({}, page(Other));
    expect(screen.getByText('other')).toBeInTheDocument();
    view.rerender({}, page(Two));
    expect(screen.getByText('onetwo')).toBeInTheDocument();
    left.mockClear();
    view.rerender({}, page());
    expect(left).toHaveBeenCalledTimes(1);
    expect(panel('payments')).not.toBeNull();
    expect(errors).not.toHaveBeenCalled();
  });

  it('can be replaced while an error is shown', async () => {
    const set = stage();
    set.sandbox.fail({ api: 401, times: 9 });
    const errors = listen();
    const view = renderConnect(set, <ConnectPayments errorFallback={Two} />);
    await set.tick();
    errors.mockClear();
    view.rerender({}, <ConnectPayments errorFallback={Other} />);
    expect(screen.getByText('other')).toBeInTheDocument();
    expect(errors).not.toHaveBeenCalled();
  });

  const Code = ({ error }: ErrorFallbackProps) => <p>{error.code}</p>;
  it.each([
    ['memo', memo(Code)],
    ['forwardRef', forwardRef<unknown, ErrorFallbackProps>((props, _ref) => <Code {...props} />)],
  ])('can be wrapped in `%s`', async (_name, Wrapped) => {
    const set = stage();
    set.sandbox.fail({ api: 401, times: 9 });
    renderConnect(set, <ConnectPayments errorFallback={Wrapped} />);
    await set.tick();
    expect(screen.getByText('endpoint_unauthorized')).toBeInTheDocument();
  });

  it('keeps its state when it is redefined on each render, and shows new values', () => {
    const set = stage();
    const page = (word: string) => (
      <Dashboard
        panels={['payments']}
        render={{
          payments: function Counted() {
            const [count, setCount] = useState(0);
            return (
              <button onClick={() => setCount(count + 1)}>
                {word} {count}
              </button>
            );
          },
        }}
      />
    );
    const view = renderConnect(set, page('first'));
    fireEvent.click(screen.getByRole('button', { name: 'first 0' }));
    view.rerender({}, page('second'));
    expect(screen.getByRole('button', { name: 'second 1' })).toBeInTheDocument();
  });
});
