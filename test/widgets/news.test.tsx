import { act, screen, within } from '@testing-library/react';
import { createPortal } from 'react-dom';
import { OnboardingWidget, WidgetFrame } from 'stripe-embedded/widgets';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { shadowPlace } from '../support/shadowPlace.js';
import { panel, renderConnect, stage, type Stage } from '../support/stage.js';

/* Widget announcements: WCAG's ARIA22 requires the status element to exist before its text. */

const statuses = () => screen.getAllByRole('status');
const statusOf = (text: RegExp | string) => screen.getByText(text).closest('[role="status"]');
/** A status takes up no space while it is empty. */
const isInSight = (status: Element) => getComputedStyle(status).position !== 'absolute';
const leave = async ({ sandbox, tick }: Stage) => {
  act(() => sandbox.element('account-onboarding')[0]!.emit('exit'));
  await tick();
};

const MISSING = /Something is still missing/;
const DONE = 'You are ready to take payments';

it('the offline status element exists before the network is lost', () => {
  const set = stage();
  renderConnect(set, <WidgetFrame title="Mine" />);
  const before = statuses();
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => online.mockRestore());
  act(() => void window.dispatchEvent(new Event('offline')));
  expect(before).toContain(statusOf(/You are offline/));
});

it('the remaining widget reports that the network is lost after the first has unmounted', () => {
  const set = stage();
  const { rerender } = renderConnect(set, [
    <WidgetFrame key="a" title="First" />,
    <WidgetFrame key="b" title="Mine" />,
  ]);
  rerender({}, [<WidgetFrame key="b" title="Mine" />]);
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  onTestFinished(() => online.mockRestore());
  act(() => void window.dispatchEvent(new Event('offline')));
  expect(statusOf(/You are offline/)).not.toBeNull();
});

describe('leaving onboarding early', () => {
  it('announces what is missing in an existing status element, again each time', async () => {
    const set = stage();
    renderConnect(set, <OnboardingWidget checkStatus={() => false} />);
    await set.tick();
    const before = statuses();
    expect(before.map(isInSight)).not.toContain(true);
    await leave(set);
    const first = screen.getByText(MISSING);
    expect(before).toContain(statusOf(MISSING));
    expect(isInSight(statusOf(MISSING)!)).toBe(true);
    await leave(set);
    expect(screen.getByText(MISSING)).not.toBe(first);
  });
});

describe('onboarding that `checkStatus` reports as done', () => {
  const page = (checkStatus: () => Promise<boolean>) => (
    <>
      <input />
      <OnboardingWidget checkStatus={checkStatus} />
    </>
  );
  const begin = async () => {
    const set = stage();
    let answer!: (complete: boolean) => void;
    renderConnect(
      set,
      page(() => new Promise((resolve) => (answer = resolve))),
    );
    await set.tick();
    const before = statuses();
    await leave(set);
    const form = set.sandbox.element('account-onboarding')[0]!.element;
    form.tabIndex = 0;
    return { before, form, complete: () => act(async () => answer(true)) };
  };

  it('leaves focus with a person who is typing elsewhere, and announces it as a status', async () => {
    const { before, complete } = await begin();
    const search = screen.getByRole('textbox');
    act(() => search.focus());
    await complete();
    expect(search).toHaveFocus();
    expect(before).toContain(statusOf(DONE));
  });

  it('moves focus from the form to the message, without a status as well', async () => {
    const { form, complete } = await begin();
    act(() => form.focus());
    expect(form).toHaveFocus();
    await complete();
    expect(screen.getByText(DONE)).toHaveFocus();
    expect(statusOf(DONE)).toBeNull();
  });

  it('announces it as a status when the page’s `onComplete` has moved focus', async () => {
    const set = stage();
    const goOn = () => screen.getByRole('button', { name: 'Go on' }).focus();
    renderConnect(
      set,
      <>
        <button>Go on</button>
        <OnboardingWidget checkStatus={() => true} onComplete={goOn} />
      </>,
    );
    await set.tick();
    await leave(set);
    expect(screen.getByRole('button', { name: 'Go on' })).toHaveFocus();
    expect(statusOf(DONE)).not.toBeNull();
  });

  it('shows the message even when the page’s `onComplete` throws', async () => {
    const set = stage();
    const error = vi.fn();
    vi.stubGlobal('reportError', error);
    onTestFinished(() => void vi.unstubAllGlobals());
    const broken = () => {
      throw new Error('of the page');
    };
    renderConnect(set, <OnboardingWidget checkStatus={() => true} onComplete={broken} />);
    await set.tick();
    await leave(set);
    expect(screen.getByText(DONE)).toHaveFocus();
    expect(error).toHaveBeenCalledOnce();
  });

  it('announces it only once in a shadow root, whose focus the document cannot see', async () => {
    const set = stage();
    const place = shadowPlace();
    renderConnect(set, createPortal(<OnboardingWidget checkStatus={() => true} />, place));
    await set.tick();
    const form = set.sandbox.element('account-onboarding')[0]!.element;
    form.tabIndex = 0;
    act(() => form.focus());
    await leave(set);
    const words = within(place).getByText(DONE);
    expect((place.getRootNode() as ShadowRoot).activeElement).toBe(words);
    expect(words.closest('[role="status"]')).toBeNull();
  });
});

describe('onboarding that `complete` reports as done', () => {
  const page = (complete: boolean) => (
    <>
      <button>Elsewhere</button>
      <OnboardingWidget complete={complete} />
    </>
  );

  it('moves focus from the form to the message', async () => {
    const set = stage();
    const view = renderConnect(set, page(false));
    await set.tick();
    act(() => panel('account-onboarding').focus());
    view.rerender({}, page(true));
    expect(screen.getByText(DONE)).toHaveFocus();
  });

  it('leaves focus where the person is, and announces it as a status', async () => {
    const set = stage();
    const view = renderConnect(set, page(false));
    await set.tick();
    const before = statuses();
    act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus());
    view.rerender({}, page(true));
    expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
    expect(before).toContain(statusOf(DONE));
  });

  it('takes no focus if the form was not there yet', () => {
    const set = stage();
    const view = renderConnect(set, page(false));
    view.rerender({}, page(true));
    expect(screen.getByText(DONE)).not.toHaveFocus();
  });
});
