import { installStripeJs } from '../../stripe-js/installStripeJs.js';
import type { PageConfig } from '../channel.js';
import { expose, pageHost } from './remoteHost.js';

declare const __STRIPE_SANDBOX_CONFIG__: PageConfig;

expose({ financialConnections: installStripeJs(window, pageHost(__STRIPE_SANDBOX_CONFIG__)) });
