import {
  appearanceFromCss,
  ConnectAccountOnboarding,
  ConnectInstantPayoutsPromotion,
  ConnectNotificationBanner,
  ConnectPayments,
  ConnectProvider,
  createConnectComponent,
  LinkAccountsButton,
  useAccountSession,
  useConnect,
  useFinancialConnections,
  useFinancialConnectionsSession,
  type ConnectSessionProps,
  type FinancialConnectionsProviderProps,
  type LinkedAccount,
} from 'stripe-embedded';
import { ConnectCapitalFinancingPromotion, ConnectRecipients } from 'stripe-embedded/preview';
import { createSandbox } from 'stripe-embedded/sandbox';
import { listen } from 'stripe-embedded/sandbox/node';
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';
import {
  Dashboard,
  OnboardingWidget,
  PaymentsWidget,
  type DashboardProps,
  type WidgetProps,
} from 'stripe-embedded/widgets';

/*
 * A design system that re-exports the library. TypeScript writes its declarations from inferred types, so every such
 * type must be exported by an entry.
 */
export const Onboarding = ConnectAccountOnboarding;
export const Payouts = ConnectInstantPayoutsPromotion;
export const Banner = ConnectNotificationBanner;
export const Financing = ConnectCapitalFinancingPromotion;
export const parts = { ConnectPayments, ConnectProvider, ConnectRecipients, LinkAccountsButton };
export const widgets = { Dashboard, OnboardingWidget, PaymentsWidget };
export const Newest = createConnectComponent('brand-new');
export const useMine = () => useConnect();
export const useSession = () => useAccountSession({ endpoint: '/session' });
export const useBank = () => useFinancialConnections();
export const useBankSession = () => useFinancialConnectionsSession({ endpoint: '/session' });
export const look = () => appearanceFromCss({ variables: { colorPrimary: '--brand' } });
export const sandbox = createSandbox();
export const bank = sandbox.financialConnections;
export const element = sandbox.element('payments')[0];
export const open = () => listen();
// Spread props are written out one by one.
export const dark = (props: ConnectSessionProps) => ({ ...props, theme: 'dark' as const });
export const banks = (props: FinancialConnectionsProviderProps) => ({ ...props });
export const framed = (props: WidgetProps) => ({ ...props, headingLevel: 3 as const });
export const tabs = (props: DashboardProps) => ({ ...props });
export const balances = (accounts: LinkedAccount[]) => accounts.map(({ id, balance }) => ({ id, balance }));
export const server = { createSessionHandler, toNodeListener };
