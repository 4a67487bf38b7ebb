import { fileURLToPath } from 'node:url';

/** The package's entry points: the name after `stripe-embedded`, and the module behind it. */
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
