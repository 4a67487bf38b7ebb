// Server rendering must be complete and log nothing.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { createElement as h, StrictMode } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import * as embedded from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';
import * as preview from 'stripe-embedded/preview';
import * as widgets from 'stripe-embedded/widgets';

const partsOf = (module, pattern) => Object.entries(module).filter(([name]) => pattern.test(name));
const components = [
  ...partsOf(embedded, /^Connect(?!\w*(Provider|EventNames)$)/),
  ...partsOf(preview, /^Connect/),
];
const framed = partsOf(widgets, /^[A-Z]/);

const app = h(
  StrictMode,
  {},
  h(
    embedded.ConnectProvider,
    { publishableKey: 'pk_test_1', endpoint: '/session', theme: 'auto', preload: true, messages: french },
    components.map(([name, Component]) => h(Component, { key: name })),
    h(StripeEmbeddedDevtools),
    h(
      embedded.FinancialConnectionsProvider,
      { publishableKey: 'pk_test_1', endpoint: '/session' },
      h(embedded.LinkAccountsButton, { prefetch: 'mount', onLinked() {} }),
      h(embedded.LinkedAccounts, { accounts: [{ id: 'fca_1', last4: '6789', status: 'active' }] }),
      framed.map(([name, Widget]) => h(Widget, { key: name, messages: frenchWidgets })),
    ),
  ),
);

const text = renderToString(app);
const streamed = await new Promise((resolve, reject) => {
  let html = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      html += chunk;
      done();
    },
    final(done) {
      resolve(html);
      done();
    },
  });
  const { pipe } = renderToPipeableStream(app, { onError: reject, onAllReady: () => pipe(sink) });
});

assert.equal(components.length, 43);
for (const html of [text, streamed]) {
  assert.ok(html.split('data-stripe-embedded="').length > components.length, 'a component is missing');
  assert.ok(html.includes('>Link a bank account</button>'), 'the button is missing');
  assert.ok(html.includes(frenchWidgets.payments), 'a widget is missing');
}
