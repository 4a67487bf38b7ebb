// With `exactOptionalPropertyTypes` a prop that may be left out may also be `undefined` by name: pages pass on what
// they were given, and that may be nothing.
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
  SessionResponse,
  UseAccountSessionOptions,
  UseFinancialConnectionsOptions,
  UseFinancialConnectionsSessionOptions,
} from 'stripe-embedded';
import type { ConnectAccountOnboarding, ConnectNotificationBanner } from 'stripe-embedded';
import type { BankPolicy, Caller, ConnectPolicy, SessionHandlerOptions } from 'stripe-embedded/server';
import type { FaultRequest, InstallOptions, SandboxOptions } from 'stripe-embedded/sandbox';
import type { DashboardProps, WidgetProps } from 'stripe-embedded/widgets';
import type { ComponentProps } from 'react';

/** The optional names of which `undefined` is not a value. */
type Refusing<Props> = {
  [Name in keyof Props]-?: object extends Pick<Props, Name>
    ? undefined extends Required<Props>[Name]
      ? never
      : Name
    : never;
}[keyof Props];

/** Does not compile while there is one. */
type Takes<Props> = [Refusing<Props>] extends [never] ? true : Refusing<Props>;

export const all: [
  Takes<EmbeddedErrorOptions>,
  Takes<NonNullable<Parameters<typeof preload>[0]>>,
  Takes<SandboxOptions>,
  Takes<InstallOptions>,
  Takes<FaultRequest>,
  Takes<ConnectSessionProps>,
  Takes<ConnectInstanceProps>,
  Takes<ConnectComponentProps<'payments'>>,
  Takes<ComponentProps<typeof ConnectAccountOnboarding>>,
  Takes<ComponentProps<typeof ConnectNotificationBanner>>,
  Takes<FinancialConnectionsProviderProps>,
  Takes<FinancialConnectionsParams>,
  Takes<LinkAccountsButtonProps>,
  Takes<LinkedAccountsProps>,
  Takes<UseAccountSessionOptions>,
  Takes<UseFinancialConnectionsOptions>,
  Takes<UseFinancialConnectionsSessionOptions>,
  Takes<SessionEndpointOptions>,
  Takes<SessionResponse>,
  Takes<SessionHandlerOptions>,
  Takes<ConnectPolicy<Caller>>,
  Takes<BankPolicy>,
  Takes<WidgetProps>,
  Takes<DashboardProps>,
] = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];
