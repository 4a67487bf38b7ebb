// Builds the widgets for pages without a bundler: one script that contains everything, with Preact in place of React.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { build } from 'vite';
import { writeInAscii } from './writeInAscii.mjs';

const packages = new URL('../node_modules/', import.meta.url);

/** The module's code as a function body that can run twice. */
const CONNECT_JS = readFileSync(new URL('@stripe/connect-js/dist/pure.esm.js', packages), 'utf8').replace(
  /export \{[^}]*\};?/,
  'return { loadConnectAndInitialize, connectElementTagNames }',
);

/** In an app, this import loads on demand. */
const SECOND = "import('@stripe/connect-js')";

/**
 * Modules that the elements do not need: a page without React has no Query client, no hooks, no instance of its own, no
 * server HTML.
 */
const UNUSED = {
  'session/queryBridge.ts': 'export const showMint = () => {}',
  'hooks/useQueryClientOr.ts': 'export const useQueryClientOr = () => undefined',
  'ui/wearStyle.ts': 'export const wearStyle = () => {}',
  'ui/wearStyles.ts': 'export const wearStyles = () => {}',
  'connect/overhear.ts': 'export const tellOthers = () => {}',
  'connect/givenStore.ts': 'export const findGivenStore = () => undefined',
  'connect/hintInHtml.ts': 'export const hintInHtml = () => {}',
};

/** Builds one self-contained script. */
const bundle = (file, mode) =>
  build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      // Independent of this shell's NODE_ENV.
      'process.env.NODE_ENV': JSON.stringify(mode),
      // The elements run in browsers only, so what Stripe's loaders and ours do on a server is left out.
      'typeof window': '"object"',
      'typeof document': '"object"',
      // Asked by Babel's helper in Stripe.js's loader. Every browser that can read the rest of this script has symbols.
      'typeof Symbol': '"function"',
      'typeof Symbol.iterator': '"symbol"',
    },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    resolve: {
      alias: [
        {
          find: /^react(\/jsx-runtime|-dom\/client)?$/,
          replacement: fileURLToPath(new URL('embedReact.mjs', import.meta.url)),
        },
        // The same code as an ES module, because the CommonJS wrapper takes half a kilobyte.
        {
          find: '@stripe/stripe-js/pure/index.js',
          replacement: fileURLToPath(new URL('@stripe/stripe-js/dist/pure.mjs', packages)),
        },
      ],
    },
    plugins: [
      {
        // connect-js remembers a failed load for the page's life. The library then uses the package's root entry, another
        // copy of the same code. Here the code is included once and runs for each of the two.
        name: 'connect-js-once',
        enforce: 'pre',
        resolveId: (id) =>
          /^@stripe\/connect-js(\/pure\.js)?$|^run-connect-js$/.test(id) ? `\0${id}` : undefined,
        load(id) {
          if (id === '\0run-connect-js') return `export default () => { ${CONNECT_JS} }`;
          return id.startsWith('\0@stripe/connect-js')
            ? `import run from 'run-connect-js'; export const { loadConnectAndInitialize, connectElementTagNames } = run()`
            : undefined;
        },
        // A single script has no chunks, so a dynamic import would make the bundler wrap each module.
        transform(code, id) {
          if (!code.includes(SECOND) || !id.includes('/src/')) return undefined;
          const there = 'Promise.resolve({ loadConnectAndInitialize: again })';
          return `import { loadConnectAndInitialize as again } from '@stripe/connect-js';${code.replace(SECOND, there)}`;
        },
      },
      {
        // A page cannot reach Stripe.js's loader in here, so nobody calls its second function.
        name: 'no-load-parameters',
        transform: (code, id) =>
          id.endsWith('/stripe-js/dist/pure.mjs')
            ? code.replace(/^loadStripe\.setLoadParameters = .+?^};$/ms, '')
            : undefined,
      },
      {
        // The widgets' rules are formatted for readability, in a string that no minifier touches.
        name: 'narrow-style',
        transform: (code, id) =>
          id.endsWith('/src/widgets/widgetStyle.ts')
            ? code.replace(/(?<== )`[^`]+`/, (rules) =>
                rules.replace(/\s+/g, ' ').replace(/ ?([{};]|[,:] ) ?/g, (mark) => mark.trim()),
              )
            : undefined,
      },
      {
        name: 'left-out',
        enforce: 'pre',
        load: (id) => Object.entries(UNUSED).find(([file]) => id.endsWith(`/src/${file}`))?.[1],
      },
    ],
    build: {
      target: 'es2022',
      emptyOutDir: false,
      minify: mode === 'production',
      outDir: fileURLToPath(new URL('../dist', import.meta.url)),
      rolldownOptions: {
        input: fileURLToPath(new URL('../src/embed/index.tsx', import.meta.url)),
        // The directives of modules mean nothing in one script.
        onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
        output: {
          // Also runs in a tag without `type="module"`, where its names would be globals. One of them overwrote
          // jQuery's `$`.
          format: 'iife',
          entryFileNames: file,
          codeSplitting: false,
        },
      },
    },
  });

await bundle('embed.js', 'production');
// The development build reports mistakes and is readable in a debugger.
await bundle('embed.development.js', 'development');
writeInAscii(new URL('../dist/embed.development.js', import.meta.url));

const script = new URL('../dist/embed.js', import.meta.url);
// Minified once more: after the bundler's own minifier, this one still saves half a kilobyte, gzipped.
const { code } = await minify(readFileSync(script, 'utf8'), {
  ecma: 2020,
  // Unsafe only for a function that is called with `new`, and all constructors here are classes or use `this`.
  compress: { passes: 3, toplevel: true, unsafe_arrows: true },
  format: {
    comments: false,
    preamble: '/*! stripe-embedded, MIT. The packages inside, and their licences: embed.LICENSES.txt */',
  },
});
writeFileSync(script, code);
writeInAscii(script);

// The licence of each bundled package requires its notice to be included.
const INSIDE = ['preact', '@stripe/connect-js', '@stripe/stripe-js'];
const licence = (name) => {
  const folder = new URL(`${name}/`, packages);
  const file = readdirSync(folder).find((entry) => /^license/i.test(entry));
  const text = file && readFileSync(new URL(file, folder), 'utf8').trim();
  const { license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  return `${name}\n\n${text ?? license}`;
};
writeFileSync(
  new URL('../dist/embed.LICENSES.txt', import.meta.url),
  `embed.js and embed.development.js contain these packages.\n\n${INSIDE.map(licence).join('\n\n---\n\n')}\n`,
);
