// With `exactOptionalPropertyTypes`, an optional prop must also accept an explicit `undefined`, because pages pass on
// values that may be missing.
import type {
  EmbeddedErrorOptions,
  preload,
  ConnectComponentProps,
  ConnectInstanceProps,
  ConnectSessionProps,
  FinancialConnectionsParams,
  FinancialConnectionsProviderProps,
  LinkAccountsButtonProps,
  LinkedAccountsProps,
  SessionEndpointOptions,
  SessionRequest,
  SessionResponse,
  UseAccountSessionOptions,
  UseFinancialConnectionsOptions,
  UseFinancialConnectionsSessionOptions,
} from 'stripe-embedded';
import type { ConnectAccountOnboarding, ConnectNotificationBanner } from 'stripe-embedded';
import type { BankPolicy, Caller, ConnectPolicy, SessionHandlerOptions } from 'stripe-embedded/server';
import type {
  FaultRequest,
  InstallOptions,
  SandboxOptions,
  SandboxSessionRequest,
} from 'stripe-embedded/sandbox';
import type { DashboardProps, WidgetProps } from 'stripe-embedded/widgets';
import type { ComponentProps } from 'react';

/** The optional names that do not accept `undefined`. */
type Refusing<Props> = {
  [Name in keyof Props]-?: object extends Pick<Props, Name>
    ? undefined extends Required<Props>[Name]
      ? never
      : Name
    : never;
}[keyof Props];

/** Compiles only if there are none. */
type None<Name extends never> = Name;

export type All = [
  None<Refusing<EmbeddedErrorOptions>>,
  None<Refusing<NonNullable<Parameters<typeof preload>[0]>>>,
  None<Refusing<SandboxOptions>>,
  None<Refusing<InstallOptions>>,
  None<Refusing<FaultRequest>>,
  None<Refusing<SandboxSessionRequest>>,
  None<Refusing<ConnectSessionProps>>,
  None<Refusing<ConnectInstanceProps>>,
  None<Refusing<ConnectComponentProps<'payments'>>>,
  None<Refusing<ComponentProps<typeof ConnectAccountOnboarding>>>,
  None<Refusing<ComponentProps<typeof ConnectNotificationBanner>>>,
  None<Refusing<FinancialConnectionsProviderProps>>,
  None<Refusing<FinancialConnectionsParams>>,
  None<Refusing<LinkAccountsButtonProps>>,
  None<Refusing<LinkedAccountsProps>>,
  None<Refusing<UseAccountSessionOptions>>,
  None<Refusing<UseFinancialConnectionsOptions>>,
  None<Refusing<UseFinancialConnectionsSessionOptions>>,
  None<Refusing<SessionEndpointOptions>>,
  None<Refusing<SessionRequest>>,
  None<Refusing<SessionResponse>>,
  None<Refusing<NonNullable<ConnectSessionProps['messages']>>>,
  None<Refusing<NonNullable<FinancialConnectionsProviderProps['messages']>>>,
  None<Refusing<NonNullable<WidgetProps['messages']>>>,
  None<Refusing<SessionHandlerOptions>>,
  None<Refusing<ConnectPolicy<Caller>>>,
  None<Refusing<BankPolicy>>,
  None<Refusing<WidgetProps>>,
  None<Refusing<DashboardProps>>,
  None<Refusing<NonNullable<DashboardProps['render']>>>,
];
