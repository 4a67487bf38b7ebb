import { named } from '../session/named.js';

/** In development: a page of elements has no provider and no props, and would look for them in vain. */
export function nameAsElements(): void {
  Object.assign(named, {
    publishableKey: '`publishable-key`',
    givePublishableKey: 'Give the element the attribute `publishable-key="pk_…"`',
    linkOut: 'Give the element a `link-out`',
    headers: '`element.endpoint = { url, headers }`',
    orLoadTimeout: '',
    andComponents: '',
  } satisfies typeof named);
}
