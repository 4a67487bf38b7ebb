import type { AppearanceOptions, LoadError, NotificationCount, StepChange } from '@stripe/connect-js';
import type * as peer from '@stripe/react-connect-js';
import type { ComponentProps, ReactNode } from 'react';
import type * as ours from 'stripe-embedded';
import type * as preview from 'stripe-embedded/preview';
import type * as widgets from 'stripe-embedded/widgets';
import { describe, expectTypeOf, it } from 'vitest';
import type { APPEARANCE_VARIABLES } from '../../src/appearance/variables.js';

type Peer = typeof peer;
type Ours = typeof ours;
type PeerName = Extract<keyof Peer, `Connect${string}`>;
type PropsOf<Component> = Component extends (props: infer Props) => unknown ? Props : never;
type OursOf<Name> = Name extends keyof Ours
  ? Ours[Name] extends React.ComponentType<infer Props>
    ? Props
    : never
  : never;

describe('components', () => {
  it('accept every prop of the peer’s', () => {
    type Lacks = { [Name in PeerName]: PropsOf<Peer[Name]> extends OursOf<Name> ? never : Name }[PeerName];
    expectTypeOf<Lacks>().toEqualTypeOf<never>();
  });

  it('are functions like the peer’s, so they fit `React.FC` and `Parameters`', () => {
    type NoFunction = {
      [Name in PeerName]: Ours[Name & keyof Ours] extends React.FC<PropsOf<Peer[Name]>> ? never : Name;
    }[Exclude<PeerName, 'ConnectElementEventNames'>];
    expectTypeOf<NoFunction>().toEqualTypeOf<never>();
    type Onboarding = Parameters<Ours['ConnectAccountOnboarding']>[0];
    expectTypeOf<Onboarding['skipTermsOfServiceCollection']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<(typeof widgets)['PaymentsWidget']>().toExtend<React.FC>();
    expectTypeOf<(typeof preview)['ConnectCapitalFinancingPromotion']>().toExtend<React.FC>();
  });

  it('use the peer’s names for their prop types', () => {
    expectTypeOf<ours.CollectionOptions>().toEqualTypeOf<peer.CollectionOptions>();
    expectTypeOf<peer.CommonComponentProps>().toExtend<ours.CommonComponentProps>();
    expectTypeOf<ours.CommonComponentProps>().toExtend<peer.CommonComponentProps>();
  });

  it('derive their handlers from connect-js', () => {
    type Banner = ComponentProps<Ours['ConnectNotificationBanner']>;
    expectTypeOf<Banner['onNotificationsChange']>().toEqualTypeOf<
      ((count: NotificationCount) => void) | undefined
    >();
    expectTypeOf<Banner['onLoadError']>().toEqualTypeOf<((failure: LoadError) => void) | undefined>();
    type Onboarding = ComponentProps<Ours['ConnectAccountOnboarding']>;
    expectTypeOf<Onboarding['onStepChange']>().toEqualTypeOf<((change: StepChange) => void) | undefined>();
    expectTypeOf<Onboarding['skipTermsOfServiceCollection']>().toEqualTypeOf<boolean | undefined>();
  });

  it('require the props they cannot work without', () => {
    expectTypeOf<{ payment: string }>().not.toExtend<ComponentProps<Ours['ConnectPaymentDetails']>>();
    expectTypeOf<{ payment: string; onClose: () => void }>().toExtend<
      ComponentProps<Ours['ConnectPaymentDetails']>
    >();
    expectTypeOf<{ className: string }>().toExtend<ComponentProps<Ours['ConnectPayments']>>();
  });

  it('refuse a misspelt prop', () => {
    type Payments = ComponentProps<Ours['ConnectPayments']>;
    expectTypeOf<Payments>().not.toHaveProperty('defaultFilter');
    expectTypeOf<Payments>().toHaveProperty('defaultFilters');
  });

  it('accept custom panels', () => {
    type Fallback = ComponentProps<Ours['ConnectPayments']>['errorFallback'];
    expectTypeOf<
      (props: { error: ours.EmbeddedError; retry: () => void }) => ReactNode
    >().toExtend<Fallback>();
    expectTypeOf<React.FC<ours.ErrorFallbackProps>>().toExtend<Fallback>();
    expectTypeOf<React.FC<ours.ErrorFallbackProps>>().toExtend<
      ours.LinkAccountsButtonProps['errorFallback']
    >();
    expectTypeOf<{ payments: React.FC }>().toExtend<widgets.DashboardProps['render']>();
  });

  it('accept any prop in preview, if the installed connect-js does not know them', () => {
    expectTypeOf<{ app: string; anything: number }>().toExtend<
      ComponentProps<(typeof preview)['ConnectAppInstall']>
    >();
  });
});

describe('the appearance', () => {
  it('knows exactly the variables of the installed connect-js', () => {
    type Known = (typeof APPEARANCE_VARIABLES)[number];
    expectTypeOf<Known>().toEqualTypeOf<keyof NonNullable<AppearanceOptions['variables']>>();
  });
});

describe('the provider', () => {
  it('accepts an endpoint, or an instance alone', () => {
    expectTypeOf<{ endpoint: string }>().toExtend<ours.ConnectProviderProps>();
    expectTypeOf<{ endpoint: () => Promise<string> }>().toExtend<ours.ConnectProviderProps>();
    expectTypeOf<{ publishableKey: string }>().not.toExtend<ours.ConnectProviderProps>();
  });
});
