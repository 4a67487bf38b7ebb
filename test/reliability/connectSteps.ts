import { fireEvent } from '@testing-library/react';
import fc from 'fast-check';
import { TAGS, type ConnectWalk, type Tag } from './connectWalk.js';
import { always, at, commonSteps, isHere, step, type Step, type WalkModel } from './walkStep.js';

const mount = (model: WalkModel, page: ConnectWalk, tags: string[]) => {
  model.tags = tags;
  page.show({ tags: tags as Tag[] });
};

const tag = fc.constantFrom(...TAGS);

const ERRORS = ['api_error', 'authentication_error', 'account_session_create_error', 'invalid_request_error'];

/** Everything that can happen to a page with Connect components. */
export const connectSteps: Array<fc.Arbitrary<Step<ConnectWalk>>> = [
  ...commonSteps<ConnectWalk>(),
  tag.map((one) =>
    step(
      `mount ${one}`,
      ({ here, tags }) => here && !tags.includes(one),
      (model, page) => mount(model, page, [...model.tags, one]),
    ),
  ),
  tag.map((one) =>
    step(
      `unmount ${one}`,
      ({ here, tags }) => here && tags.includes(one),
      (model, page) =>
        mount(
          model,
          page,
          model.tags.filter((other) => other !== one),
        ),
    ),
  ),
  fc.constant(step('log out', isHere, (_, page) => at(() => void page.connect().logout()))),
  fc.constant(step('sign in again', isHere, (_, page) => at(() => page.connect().retry()))),
  fc.constant(step('refresh', isHere, (_, page) => at(() => page.connect().refresh()))),
  fc.constant(
    step('press Retry', isHere, () => {
      const button = document.querySelector('[data-state=error] button');
      if (button) fireEvent.click(button);
    }),
  ),
  fc.record({ one: tag, type: fc.constantFrom(...ERRORS) }).map(({ one, type }) =>
    step(`${one} meets a ${type}`, always, (_, page) =>
      at(() => {
        for (const element of page.sandbox.element(one)) element.emit('loadError', type);
      }),
    ),
  ),
  fc.constant(step('ask for a secret by hand', isHere, (_, page) => at(() => page.askByHand()))),
  fc.constant(step('refresh by hand', isHere, (_, page) => at(() => page.refreshByHand()))),
];
