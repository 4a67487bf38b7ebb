import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { entries } from './entries.js';

const files = Object.values(entries).filter((file) => existsSync(new URL(file, import.meta.url)));

/**
 * Builds one output module for each source module, so that `'use client'` stays in its module and tree-shaking
 * works.
 */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  // A published build is for production, whatever NODE_ENV this shell has. React has no development JSX in production.
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
      // Everything except our own files stays an import.
      external: [/^[^./\0]/],
      // Every module stays separate and keeps its directive, so the warning does not apply.
      onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
});
