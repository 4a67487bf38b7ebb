import { fileURLToPath } from 'node:url';

/** The package's entry points: each name after `stripe-embedded` with its module. */
export const entries = {
  '.': 'src/index.ts',
  './preview': 'src/preview.ts',
  './devtools': 'src/devtools/index.ts',
  './widgets': 'src/widgets/index.ts',
  './server': 'src/server/index.ts',
  './sandbox': 'src/sandbox/index.ts',
  './sandbox/node': 'src/sandbox/node/index.ts',
  './messages/fr': 'src/ui/messages/fr.ts',
  './messages/ar': 'src/ui/messages/ar.ts',
} as const;

/** Lets tests, stories and the demo import the package by its public names. */
export const alias = Object.entries(entries).map(([name, file]) => ({
  find: new RegExp(`^stripe-embedded${name.slice(1)}$`),
  replacement: fileURLToPath(new URL(file, import.meta.url)),
}));

/** Stripe's loaders remember the state of their script. As modules of the test, they can be reset for a new page. */
export const loaders = [
  { find: /^@stripe\/connect-js\/pure\.js$/, replacement: '@stripe/connect-js/dist/pure.esm.js' },
  { find: /^@stripe\/stripe-js\/pure\/index\.js$/, replacement: '@stripe/stripe-js/dist/pure.mjs' },
  { find: /^@stripe\/connect-js$/, replacement: '@stripe/connect-js/dist/connect.esm.js' },
];
