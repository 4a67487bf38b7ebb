export { ConnectProvider } from './connect/ConnectProvider.js';
export { ConnectComponentsProvider, useConnectComponents } from './connect/ConnectComponentsProvider.js';
export { useConnect, useLogout } from './connect/useConnect.js';
export { useAccountSession } from './connect/useAccountSession.js';
export { forgetSessions } from './connect/findConnectStore.js';
export { preload } from './connect/preload.js';
export { appearanceFromCss } from './appearance/appearanceFromCss.js';
export { createConnectComponent } from './connect/createConnectComponent.js';
export * from './connect/components.js';
export { useCreateComponent } from './connect/useCreateComponent.js';
export { useUpdateWithSetter } from './connect/useUpdateWithSetter.js';
export { ConnectElementEventNames, useAttachEvent } from './connect/useAttachEvent.js';
export { useAttachAttribute } from './connect/useAttachAttribute.js';
export { FinancialConnectionsProvider } from './financial-connections/FinancialConnectionsProvider.js';
export { LinkAccountsButton } from './financial-connections/LinkAccountsButton.js';
export { LinkedAccounts } from './financial-connections/LinkedAccounts.js';
export { useFinancialConnections } from './financial-connections/useFinancialConnections.js';
export { useFinancialConnectionsSession } from './financial-connections/useFinancialConnectionsSession.js';
export { EmbeddedError } from './session/errors.js';
export { mintKey, sessionKey } from './session/queryBridge.js';

export type {
  ConnectInstanceProps,
  ConnectProviderProps,
  ConnectSessionProps,
} from './connect/ConnectProvider.js';
export type {
  CollectionOptions,
  CommonComponentProps,
  ConnectComponentProps,
  ConnectTag,
  ErrorFallbackProps,
  OwnProps,
} from './connect/connectProps.js';
export type { EmptyProps } from './connect/withEmptyState.js';
export type { StatusCheckProps } from './connect/withStatusCheck.js';
export type { ConnectStatus, SessionEvent } from './connect/connectTypes.js';
export type { UseAccountSessionOptions, UseAccountSessionResult } from './connect/useAccountSession.js';
export type { FlowSessionsResult } from './hooks/useFlowSessions.js';
export type { UseConnectResult } from './connect/useConnect.js';
export type { FinancialConnectionsProviderProps } from './financial-connections/FinancialConnectionsProvider.js';
export type { LinkAccountsButtonProps } from './financial-connections/LinkAccountsButton.js';
export type { LinkedAccountsProps } from './financial-connections/LinkedAccounts.js';
export type {
  FinancialConnectionsParams,
  PaymentOptions,
  SetupOptions,
} from './financial-connections/linkTypes.js';
export type {
  BankIntent,
  FinancialConnectionsResult,
  LinkedAccount,
  LinkedBalance,
  LinkedSession,
} from './financial-connections/result.js';
export type {
  UseFinancialConnectionsOptions,
  UseFinancialConnectionsResult,
} from './financial-connections/useFinancialConnections.js';
export type { UseFinancialConnectionsSessionOptions } from './financial-connections/useFinancialConnectionsSession.js';
export type { AppearanceFromCssOptions, AppearanceVariableName } from './appearance/appearanceFromCss.js';
export type { Clock } from './session/clock.js';
export type {
  SessionComponents,
  SessionFlow,
  SessionInfo,
  SessionReason,
  SessionRequest,
  SessionResponse,
  SessionVerification,
} from './session/contract.js';
export type { SessionEndpoint, SessionEndpointOptions, SessionFetcher } from './session/endpoint.js';
export type { Messages } from './ui/messages.js';
export type { SomeOf } from './ui/textsOver.js';
export type { EmbeddedErrorCode } from './session/errorCode.js';
export type { EmbeddedErrorOptions } from './session/errors.js';
