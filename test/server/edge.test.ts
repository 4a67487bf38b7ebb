import { build } from 'vite';
import { createContext, runInContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import type * as server from 'stripe-embedded/server';
import { expect, it } from 'vitest';

/** The globals of an edge runtime, without any of Node's. */
const WEB = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  crypto,
  clearTimeout,
  queueMicrotask,
  setTimeout,
};

it('runs without Node: no imports and no Node globals', async () => {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('../../src/server/index.ts', import.meta.url)),
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'server', exports: 'named' },
      },
    },
  });
  const { output } = result as { output: Array<{ type: string; code?: string; imports?: string[] }> };
  const [{ code = '', imports } = {}] = output;
  expect(imports).toEqual([]);

  const context = createContext({ ...WEB });
  const { createSessionHandler } = runInContext(`${code}; server`, context) as typeof server;
  const handler = createSessionHandler({
    stripe: {
      accountSessions: { create: async () => ({ client_secret: 'accs_secret__1', account: 'acct_1' }) },
    },
    authorize: () => ({ account: 'acct_1' }),
    connect: { components: { payments: true } },
  });
  const answer = await handler(
    new Request('https://shop.example/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"flow":"connect"}',
    }),
  );
  expect(await answer.json()).toMatchObject({ client_secret: 'accs_secret__1' });
});
