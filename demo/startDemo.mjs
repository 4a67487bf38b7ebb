import { createServer } from 'node:http';
import { createBackend } from './backend.mjs';
import { buildApp } from './buildApp.mjs';
import { chooseStripe } from './chooseStripe.mjs';

const USUAL_PORT = 4242;

/**
 * Serves the demo: its page, and the backend behind it.
 *
 * @param {{ port?: number, env?: Record<string, string | undefined>, sandbox?: import('stripe-embedded/sandbox').Sandbox }} [options]
 */
export async function startDemo({ port = USUAL_PORT, env = process.env, sandbox } = {}) {
  const [chosen, files] = await Promise.all([chooseStripe(env, sandbox), buildApp()]);
  const answer = createBackend(chosen);
  const page = files.get('/index.html').body.toString().replace('<!-- stripe -->', chosen.head);

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/api/')) return void answer(request, response, pathname);
    const file = pathname === '/' ? { body: page, type: 'text/html; charset=utf-8' } : files.get(pathname);
    response
      .writeHead(file ? 200 : 404, {
        'Content-Type': file?.type ?? 'text/plain',
        'Cache-Control': 'no-store',
      })
      .end(file?.body ?? 'Not found');
  });
  await listenSomewhere(server, port);
  return {
    url: `http://localhost:${server.address().port}`,
    stripe: chosen.description,
    sandbox: chosen.sandbox,
    async close() {
      server.closeAllConnections();
      await Promise.all([chosen.close(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

/** On the port that is wished for, or on any free one where that is taken. */
function listenSomewhere(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      server.listen(0, resolve);
    });
    server.listen(port, resolve);
  });
}
