import { act, fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { lazy, Suspense, useState } from 'react';
import {
  ConnectAccountOnboarding,
  ConnectInstantPayoutsPromotion,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectPayouts,
  ConnectPayoutsList,
  type ErrorFallbackProps,
  type SessionRequest,
} from 'stripe-embedded';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  panel,
  renderConnect,
  retryButton,
  stateOf,
  slowEndpoint,
  stage,
  type Stage,
} from '../support/stage.js';

describe('the element around Stripe’s', () => {
  it('is as wide as its container, has the page’s own attributes, and says that it is loading', async () => {
    const set = stage();
    renderConnect(
      set,
      <ConnectPayments id="money" className="wide" data-part="money" style={{ minHeight: 40 }} />,
    );
    const element = panel('payments');
    expect(element).toHaveStyle({ width: '100%', minHeight: '40px' });
    expect(element).toHaveAttribute('id', 'money');
    expect(element).toHaveClass('wide');
    expect(element).toHaveAttribute('data-part', 'money');
    expect(element).toHaveAttribute('data-state', 'loading');
    expect(element).toHaveAttribute('aria-busy', 'true');
    await set.tick();
    expect(element).toHaveAttribute('data-state', 'ready');
    expect(element).toHaveAttribute('aria-busy', 'false');
    expect(JSON.stringify(set.log('setter'))).not.toContain('money');
  });

  it('hides Stripe’s element behind an error, and does not remove it', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    const stripes = document.querySelector<HTMLElement>('stripe-connect-payments')!;
    expect(stripes.parentElement).toBeVisible();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    expect(screen.getByRole('alert')).toBeVisible();
    expect(stripes.isConnected).toBe(true);
    expect(stripes.parentElement).not.toBeVisible();
  });

  it('gets the focus after Retry, and at no other time', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error', only: 'payments' });
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    expect(document.body).toHaveFocus();
    // It isn't focusable either: a dialog that opens focuses its first focusable element.
    expect(panel('payments')).not.toHaveAttribute('tabindex');
    retryButton().focus();
    fireEvent.click(retryButton());
    await set.tick();
    expect(panel('payments')).toHaveFocus();
    expect(panel('payments')).toHaveAttribute('tabindex', '-1');
    (document.activeElement as HTMLElement).blur();
    set.sandbox.expire();
    await set.tick();
    expect(document.body).toHaveFocus();
  });

  it('announces that it is loading when it gets the focus after Retry, and nothing more once it is ready', async () => {
    const set = stage({ latency: { element: 1_000 } });
    set.sandbox.fail({ api: 500 });
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    expect(screen.queryByRole('group')).toBeNull();
    await userEvent.click(retryButton());
    await set.tick();
    expect(screen.getByRole('group', { name: 'Loading…' })).toHaveFocus();
    await set.tick(1_000);
    expect(panel('payments')).toHaveAttribute('data-state', 'ready');
    expect(panel('payments')).toHaveFocus();
    expect(panel('payments')).not.toHaveAttribute('role');
    expect(panel('payments')).not.toHaveAttribute('aria-label');
  });

  // Firefox recreates an element whose role changes, and then screen readers don't announce an alert inside it.
  it('keeps its role when Retry has failed again, so that the alert is announced', async () => {
    const set = stage();
    set.sandbox.fail({ api: 401, times: 3 });
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    fireEvent.click(retryButton());
    const group = screen.getByRole('group', { name: 'Loading…' });
    await set.tick();
    expect(group).toContainElement(screen.getByRole('alert'));
    expect(group).toHaveAttribute('role', 'group');
    expect(group).not.toHaveAccessibleName();
  });

  it('gets no role when an error moves the focus to it', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    const { element } = set.sandbox.element('payments')[0]!;
    element.tabIndex = 0;
    element.focus();
    set.sandbox.fail({ api: 401, times: Infinity });
    set.sandbox.expire();
    await set.tick();
    expect(panel('payments')).toHaveFocus();
    expect(panel('payments')).not.toHaveAttribute('role');
  });

  it('announces after Retry that it is loading, including when what was drawn comes back', async () => {
    const set = stage();
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    set.sandbox.fail({ api: 401 });
    set.sandbox.expire();
    await set.tick();
    expect(stateOf('payments')).toBe('error');
    fireEvent.click(retryButton());
    expect(screen.getByRole('group', { name: 'Loading…' })).toHaveFocus();
    await set.tick();
    expect(stateOf('payments')).toBe('ready');
    expect(panel('payments')).not.toHaveAccessibleName();
  });

  it('takes the focus from an element that an error hides, so that Tab reaches Retry next', async () => {
    const set = stage();
    renderConnect(set, [<ConnectPayments key="a" />, <ConnectPayouts key="b" />]);
    await set.tick();
    const { element } = set.sandbox.element('payouts')[0]!;
    element.tabIndex = 0;
    element.focus();
    set.sandbox.fail({ api: 401, times: Infinity });
    set.sandbox.expire();
    await set.tick();
    expect(screen.getAllByText(/You are signed out/)).toHaveLength(2);
    expect(panel('payouts')).toHaveFocus();
    await userEvent.tab();
    expect(within(panel('payouts')).getByRole('button', { name: 'Try again' })).toHaveFocus();
  });

  it('takes the focus even if the error arrived while React was suspended on something else', async () => {
    const set = stage();
    let arrive!: (module: { default: () => string }) => void;
    const Sorry = lazy(() => new Promise<{ default: () => string }>((resolve) => (arrive = resolve)));
    renderConnect(
      set,
      <Suspense fallback="One moment">
        <ConnectPayments errorFallback={() => <Sorry />} />
      </Suspense>,
    );
    await set.tick();
    const [handle] = set.sandbox.element('payments');
    handle!.element.tabIndex = 0;
    handle!.element.focus();
    act(() => handle!.emit('loadError', 'api_error'));
    expect(document.body).toHaveTextContent('One moment');
    await act(async () => arrive({ default: () => 'Sorry' }));
    expect(panel('payments')).toHaveTextContent('Sorry');
    expect(panel('payments')).toHaveFocus();
  });

  it('times out after 20 s without drawing, unless the component or its provider sets another limit', async () => {
    const set = stage({ latency: { element: 600_000 } });
    const onError = vi.fn();
    renderConnect(
      set,
      [<ConnectPayments key="a" />, <ConnectPayouts key="b" loadTimeout={5_000} onError={onError} />],
      { loadTimeout: 10_000 },
    );
    await set.tick();
    await set.tick(4_999);
    expect(panel('payouts')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('payouts')).toHaveAttribute('data-state', 'error');
    expect(onError.mock.calls.map(([{ code, retryable }]) => [code, retryable])).toEqual([
      ['component_timeout', true],
    ]);
    await set.tick(4_999);
    expect(panel('payments')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('payments')).toHaveAttribute('data-state', 'error');
  });

  it('waits for 20 s by default', async () => {
    const set = stage({ latency: { element: 600_000 } });
    renderConnect(set, <ConnectNotificationBanner />);
    await set.tick();
    await set.tick(19_999);
    expect(panel('notification-banner')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('notification-banner')).toHaveAttribute('data-state', 'error');
  });

  it('does not start its time limit before its session has arrived', async () => {
    const set = stage({ latency: { element: 10_000 } });
    const { endpoint, answerAll } = slowEndpoint(set);
    const { onError } = renderConnect(set, <ConnectPayments />, { endpoint });
    await set.tick();
    await set.tick(12_000);
    answerAll();
    await set.tick();
    await set.tick(9_999);
    expect(panel('payments')).toHaveAttribute('data-state', 'loading');
    await set.tick(1);
    expect(panel('payments')).toHaveAttribute('data-state', 'ready');
    expect(onError).not.toHaveBeenCalled();
  });

  it('has no time limit once it has unmounted', async () => {
    const set = stage({ latency: { element: 600_000 } });
    const { onError, rerender } = renderConnect(set, <ConnectPayments />);
    await set.tick();
    rerender({}, <p>elsewhere</p>);
    await set.tick(60_000);
    expect(onError).not.toHaveBeenCalled();
  });

  it('does not scroll when it takes the focus', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'api_error' });
    renderConnect(set, <ConnectPayments />);
    await set.tick();
    const focus = vi.spyOn(HTMLElement.prototype, 'focus');
    onTestFinished(() => focus.mockRestore());
    fireEvent.click(retryButton());
    await set.tick();
    expect(focus.mock.calls).toEqual([[{ preventScroll: true }]]);
  });

  it('says what was not drawn, and within which time', async () => {
    const set = stage({ latency: { element: 600_000 } });
    const { onError } = renderConnect(set, <ConnectPayouts loadTimeout={5_000} />);
    await set.tick();
    await set.tick(5_000);
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'component_timeout',
      component: 'payouts',
      message: expect.stringMatching(/payouts within 5000 ms/),
    });
  });
});

describe('an error', () => {
  it('may be shown by a component of the page, with state of its own', async () => {
    const set = stage();
    const Failed = ({ error }: ErrorFallbackProps) => {
      const [opened, setOpened] = useState(false);
      return <button onClick={() => setOpened(true)}>{opened ? error.code : 'Why?'}</button>;
    };
    renderConnect(set, <ConnectPayments errorFallback={Failed} />);
    await set.tick();
    act(() => set.sandbox.element('payments')[0]!.emit('loadError', 'api_error'));
    fireEvent.click(screen.getByText('Why?'));
    expect(screen.getByText('component_load_failed')).toBeVisible();
  });
});

describe('a component whose name has two words', () => {
  const answering = (set: Stage, enabled: boolean) => async (request: SessionRequest) => ({
    ...(await set.sandbox.endpoint(request)),
    components: { payouts_list: { enabled, features: {} } },
    complete: true,
  });

  it('is requested, and looked up in the response, by the API’s name', async () => {
    const set = stage();
    const endpoint = vi.fn(answering(set, true));
    renderConnect(set, <ConnectPayoutsList />, { endpoint, components: ['payouts-list'] });
    await set.tick();
    expect(panel('payouts-list')).toHaveAttribute('data-state', 'ready');
    expect(endpoint.mock.calls[0]![0].components).toEqual(['payouts_list']);
  });

  it('is reported as disabled if the response says so', async () => {
    const set = stage();
    const { onError } = renderConnect(set, <ConnectPayoutsList />, { endpoint: answering(set, false) });
    await set.tick();
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'component_not_enabled',
      component: 'payouts-list',
      message: expect.stringContaining('Add `payouts_list: { enabled: true }`'),
    });
    expect(onError).toHaveBeenCalledTimes(1);
  });
});

describe('the list of requested components', () => {
  it('needs no new session in another order, and a new one if it grows', async () => {
    const set = stage();
    const { rerender } = renderConnect(set, <ConnectPayments />, { components: ['payments', 'payouts'] });
    await set.tick();
    rerender({ components: ['payouts', 'payments'] });
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    rerender({ components: ['payouts', 'payments', 'balances'] });
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    rerender({ components: undefined });
    await set.tick();
    expect(set.log('mint')).toHaveLength(3);
  });
});

describe('a banner with hideWhenEmpty', () => {
  it('is visible once it is drawn if it does not report whether it is empty', async () => {
    const set = stage();
    const onReady = vi.fn();
    renderConnect(set, <ConnectInstantPayoutsPromotion hideWhenEmpty onReady={onReady} />);
    expect(screen.queryByRole('status')).toBeNull();
    expect(panel('instant-payouts-promotion')).toHaveStyle({ visibility: 'hidden' });
    await set.tick();
    expect(panel('instant-payouts-promotion')).toBeVisible();
    expect(onReady).toHaveBeenCalledTimes(1);
  });

  it('shows the page’s own fallback, if it has one', () => {
    const set = stage();
    renderConnect(set, <ConnectNotificationBanner hideWhenEmpty fallback={<i>a moment</i>} />);
    expect(screen.getByText('a moment')).toBeInTheDocument();
  });
});

describe('leaving onboarding', () => {
  const leave = (set: Stage) => act(() => set.sandbox.element('account-onboarding')[0]!.emit('exit'));

  it('without `checkStatus` only calls onExit', async () => {
    const set = stage();
    const onExit = vi.fn();
    const told = vi.fn();
    const { onError } = renderConnect(
      set,
      <ConnectAccountOnboarding onExit={onExit} onComplete={told} onIncomplete={told} />,
    );
    await set.tick();
    leave(set);
    await set.tick();
    expect(onExit).toHaveBeenCalledTimes(1);
    expect(told).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  it('checks the status each time, and only the last answer counts', async () => {
    const set = stage();
    const answers: Array<(complete: boolean) => void> = [];
    const signals: AbortSignal[] = [];
    const [onComplete, onIncomplete] = [vi.fn(), vi.fn()];
    renderConnect(
      set,
      <ConnectAccountOnboarding
        checkStatus={(signal) => new Promise((resolve) => (signals.push(signal), answers.push(resolve)))}
        onComplete={onComplete}
        onIncomplete={onIncomplete}
      />,
    );
    await set.tick();
    leave(set);
    leave(set);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    answers[0]!(false);
    answers[1]!(true);
    await set.tick();
    expect(onIncomplete).not.toHaveBeenCalled();
    expect(onComplete).toHaveBeenCalledTimes(1);
  });

  it('with a failing status check reports that failure, with its cause', async () => {
    const set = stage();
    const cause = new Error('the server is asleep');
    const onError = vi.fn();
    const outer = renderConnect(
      set,
      <ConnectAccountOnboarding checkStatus={() => Promise.reject(cause)} onError={onError} />,
    );
    await set.tick();
    leave(set);
    await set.tick();
    expect(onError.mock.calls).toEqual(outer.onError.mock.calls);
    expect(onError.mock.calls[0]![0]).toMatchObject({
      code: 'flow_failed',
      message: expect.stringContaining('`checkStatus` threw'),
      component: 'account-onboarding',
      retryable: true,
      cause,
    });
  });

  it('with a failing status check reports no sentences in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    onTestFinished(() => void vi.unstubAllEnvs());
    const set = stage();
    const { onError } = renderConnect(set, <ConnectAccountOnboarding checkStatus={() => Promise.reject()} />);
    await set.tick();
    leave(set);
    await set.tick();
    expect(onError.mock.calls[0]![0].message).toBe('[stripe-embedded] flow_failed {"why":"check_status"}');
  });
});
