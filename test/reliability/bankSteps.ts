import { fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import type { BankWalk } from './bankWalk.js';
import { always, at, commonSteps, isHere, step, type Step } from './walkStep.js';

const FAILURES = [
  { type: 'api_error' as const, message: 'The bank is down.' },
  { type: 'invalid_request_error' as const, message: 'This session has expired.' },
  { type: 'invalid_request_error' as const, message: 'This session has already been used.' },
];

const person = (name: string, act: (page: BankWalk) => void) =>
  step<BankWalk>(name, always, (_, page) => {
    // A button that isn't there can't be pressed.
    if (page.sandbox.financialConnections.isOpen) at(() => act(page));
  });

/** Everything that can happen to a page that links bank accounts. */
export const bankSteps: Array<fc.Arbitrary<Step<BankWalk>>> = [
  ...commonSteps<BankWalk>(),
  fc
    .constantFrom('collectAccounts' as const, 'collectBankAccountToken' as const)
    .map((method) => step(method, isHere, (_, page) => at(() => page.collect(method)))),
  fc.constant(step('press the button', isHere, () => void fireEvent.click(screen.getByRole('button')))),
  fc.constant(step('hover', isHere, () => void fireEvent.pointerEnter(screen.getByRole('button')))),
  fc.constant(step('prefetch', isHere, (_, page) => at(() => void page.link().prefetchSession()))),
  fc.constant(step('reset', isHere, (_, page) => at(() => page.link().reset()))),
  fc.constant(person('link', ({ sandbox }) => sandbox.financialConnections.link())),
  fc.constant(person('cancel', ({ sandbox }) => sandbox.financialConnections.cancel())),
  fc
    .constantFrom(...FAILURES)
    .map((failure) =>
      person(`Stripe: ${failure.message}`, ({ sandbox }) => sandbox.financialConnections.fail(failure)),
    ),
];
