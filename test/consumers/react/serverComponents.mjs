// Run with --conditions=react-server. Tests the imports of a Server Component, where React has no hooks or context.
import assert from 'node:assert/strict';
import * as modules from 'node:module';
import { withoutClients } from './clientReferences.mjs';

if (modules.registerHooks)
  modules.registerHooks({ load: (url, context, next) => withoutClients(url, next(url, context)) });
else modules.register('./clientReferences.mjs', import.meta.url);

const React = await import('react');
assert.equal(React.useState, undefined, 'this is not React for servers');

const isClient = (value) => value?.$$typeof === Symbol.for('react.client.reference');
const embedded = await import('stripe-embedded');
assert.equal(new embedded.EmbeddedError('aborted', 'Left.').code, 'aborted');
assert.ok(embedded.sessionKey('connect').length);
for (const entry of ['', '/preview', '/widgets', '/devtools']) {
  const module = await import(`stripe-embedded${entry}`);
  for (const [name, value] of Object.entries(module)) {
    const isReact = /^(Connect|Link|Financial|Stripe|use)|Widget|Dashboard/.test(name);
    if (isReact) assert.ok(isClient(value), `${name} would run on the server`);
  }
}
await import('stripe-embedded/server');
