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
} from 'stripe-embedded';
import { ConnectCapitalFinancingPromotion, ConnectRecipients } from 'stripe-embedded/preview';
import { createSandbox } from 'stripe-embedded/sandbox';
import { listen } from 'stripe-embedded/sandbox/node';
import { createSessionHandler, toNodeListener } from 'stripe-embedded/server';
import { Dashboard, OnboardingWidget, PaymentsWidget } from 'stripe-embedded/widgets';

/*
 * A design system that hands our parts on. Its declarations are written from inferred types, and a type that no
 * entry exports cannot be named there.
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
export const server = { createSessionHandler, toNodeListener };
