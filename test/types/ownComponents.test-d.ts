import {
  ConnectElementEventNames,
  useAttachEvent,
  useCreateComponent,
  useUpdateWithSetter,
} from 'stripe-embedded';
import { describe, it } from 'vitest';

describe('a custom component', () => {
  it('can call the element’s setters with inline values', () => {
    const { component } = useCreateComponent('payments');
    const { component: onboarding } = useCreateComponent('account-onboarding');
    useUpdateWithSetter(component, { status: ['refunded'] }, (element, value) =>
      element.setDefaultFilters(value),
    );
    useUpdateWithSetter(onboarding, { fields: 'eventually_due' }, (element, value) =>
      element.setCollectionOptions(value),
    );
    useUpdateWithSetter(component, undefined as (() => void) | undefined, (element, value) =>
      element.setOnLoaderStart(value),
    );
    // @ts-expect-error -- payments have no such setter
    useUpdateWithSetter(component, true, (element, value) => element.setHideExternalPayoutAccounts(value));
    useAttachEvent(onboarding, ConnectElementEventNames.exit, () => {});
  });
});
