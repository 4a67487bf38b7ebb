export { ConnectPayments, ConnectProvider } from 'stripe-embedded';
