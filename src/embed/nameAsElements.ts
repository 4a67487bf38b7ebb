import { named } from '../session/named.js';

/** In development: a page that uses the elements has no provider and no props, so messages must not mention them. */
export function nameAsElements(): void {
  Object.assign(named, {
    publishableKey: '`publishable-key`',
    givePublishableKey: 'Add the attribute `publishable-key="pk_…"` to the element',
    linkOut: 'Give the element a `link-out`',
    headers: '`element.endpoint = { url, headers }`',
    orLoadTimeout: '',
    andComponents: '',
  } satisfies typeof named);
}
