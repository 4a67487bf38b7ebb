import { endpointUrl } from '../session/endpointUrl.js';
import type { LinkSettings } from './linkTypes.js';

/** Identifies whose bank accounts a provider links: results and requests for one owner say nothing about another. */
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
