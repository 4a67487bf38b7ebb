import { endpointUrl } from '../session/endpointUrl.js';
import type { LinkSettings } from './linkTypes.js';

/** Whose bank accounts a provider links: what was linked or asked for one says nothing of another. */
export const whoseBanks = ({
  endpoint,
  scope,
  publishableKey,
  account,
  stripeAccount,
  params,
}: Pick<LinkSettings, 'endpoint' | 'scope' | 'publishableKey' | 'account' | 'stripeAccount' | 'params'>) => [
  typeof endpoint === 'function' ? scope : endpointUrl(endpoint),
  publishableKey,
  account,
  stripeAccount,
  params?.accountHolder,
];
