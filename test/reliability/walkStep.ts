import { act } from '@testing-library/react';
import fc from 'fast-check';
import { SESSION_LIFE, WEATHERS, type Weather, type WalkRig } from './walkRig.js';

/** What a user and a network have done so far, as far as it decides what can happen next. */
export interface WalkModel {
  here: boolean;
  online: boolean;
  visible: boolean;
  weather: Weather;
  /** What is mounted, for pages where that can change. */
  tags: string[];
}

export const newModel = (tags: string[] = []): WalkModel => ({
  here: true,
  online: true,
  visible: true,
  weather: 'works',
  tags,
});

/** A page under test: the rig, what is on it, and the checks to run after each step. */
export interface Walk extends WalkRig {
  wait(ms?: number): Promise<void>;
  inspect(): void;
  show(next?: { account?: string | undefined }): void;
  leave(): void;
}

export type Step<Page extends Walk> = fc.AsyncCommand<WalkModel, Page>;

/** Synchronous, with nothing to wait for: what `act` returns must not be awaited then. */
export const at = (work: () => void): void => {
  act(() => {
    work();
  });
};

/** One thing that may happen: its name, when it can happen, and what it does. */
export const step = <Page extends Walk>(
  name: string,
  can: (model: WalkModel) => boolean,
  run: (model: WalkModel, page: Page) => unknown,
): Step<Page> => ({
  check: can,
  async run(model, page) {
    await run(model, page);
    page.inspect();
    await page.wait();
  },
  toString: () => name,
});

export const isHere = ({ here }: WalkModel): boolean => here;
export const always = (): boolean => true;

/** What can happen to any page. */
export const commonSteps = <Page extends Walk>(): Array<fc.Arbitrary<Step<Page>>> => [
  fc.constant(
    step('leave the page', isHere, (model, page) => {
      model.here = false;
      page.leave();
    }),
  ),
  fc.constant(
    step(
      'come back',
      ({ here }) => !here,
      (model, page) => {
        model.here = true;
        page.show();
      },
    ),
  ),
  fc.constantFrom(undefined, 0, 1, 2).map((which) =>
    step(`switch to account ${which ?? 'none'}`, isHere, (_, page) => {
      page.show({ account: which === undefined ? undefined : page.sandbox.accounts[which]!.id });
    }),
  ),
  fc.constant(step('render again', isHere, (_, page) => page.show())),
  fc.constant(step('expire', always, (_, page) => at(() => page.sandbox.expire()))),
  fc
    .constantFrom(1, 400, 3_000, 16_000, SESSION_LIFE, SESSION_LIFE + 1, 20 * SESSION_LIFE)
    .map((ms) => step(`wait ${ms}`, always, (_, page) => page.wait(ms))),
  fc.constantFrom(...WEATHERS).map((weather) =>
    step(
      `the endpoint: ${weather}`,
      (model) => model.weather !== weather,
      (model, page) => {
        model.weather = page.state.weather = weather;
      },
    ),
  ),
  fc.constant(
    step(
      'the endpoint is well again',
      ({ weather }) => weather !== 'works',
      (model, page) => {
        model.weather = page.state.weather = 'works';
      },
    ),
  ),
  fc.boolean().map((is) =>
    step(
      is ? 'go online' : 'go offline',
      ({ online }) => online !== is,
      (model, page) => {
        model.online = is;
        page.setOnline(is);
      },
    ),
  ),
  fc.boolean().map((is) =>
    step(
      is ? 'show the tab' : 'hide the tab',
      ({ visible }) => visible !== is,
      (model, page) => {
        model.visible = is;
        page.setVisible(is);
      },
    ),
  ),
  fc
    .constantFrom(500, 429, 'offline' as const)
    .map((api) => step(`Stripe answers ${api}`, always, (_, page) => page.sandbox.fail({ api }))),
];
