// The widgets for a page without a bundler: one script with everything inside. Preact stands in for React.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: {
    alias: [
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
    ],
  },
  build: {
    target: 'es2022',
    emptyOutDir: false,
    minify: true,
    outDir: fileURLToPath(new URL('../dist', import.meta.url)),
    rolldownOptions: {
      input: fileURLToPath(new URL('../src/embed/index.tsx', import.meta.url)),
      // The directives of modules mean nothing in one script.
      onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
      output: { format: 'es', entryFileNames: 'embed.js', codeSplitting: false },
    },
  },
});
