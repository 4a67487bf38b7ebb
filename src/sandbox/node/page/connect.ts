import { installConnect } from '../../connect/installConnect.js';
import type { PageConfig } from '../channel.js';
import { expose, pageHost } from './remoteHost.js';

declare const __STRIPE_SANDBOX_CONFIG__: PageConfig;

const { elements } = installConnect(window, pageHost(__STRIPE_SANDBOX_CONFIG__));
expose({ element: elements });
