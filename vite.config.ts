import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { entries } from './entries.js';

const files = Object.values(entries).filter((file) => existsSync(new URL(file, import.meta.url)));

/** The library: one output module for each source module, so that `'use client'` stays where it is and tree-shaking works. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  // What is published is production's, whatever NODE_ENV this shell has: React has no development JSX in production.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    emptyOutDir: true,
    lib: {
      entry: files.map((file) => fileURLToPath(new URL(file, import.meta.url))),
      formats: ['es'],
    },
    rolldownOptions: {
      // Everything that is not a file of ours stays an import.
      external: [/^[^./\0]/],
      // Each module stays a module, so each directive stays where it is: the warning does not apply.
      onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});
