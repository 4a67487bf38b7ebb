import { createServer } from 'node:http';
import { createBackend } from './backend.mjs';
import { buildApp } from './buildApp.mjs';
import { chooseStripe } from './chooseStripe.mjs';

const USUAL_PORT = 4242;
const HOST = '127.0.0.1';
/** What this machine calls itself. Any other name was pointed here by somebody, whose page would be one of ours. */
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Serves the demo: its page, and the backend behind it.
 *
 * @param {{ port?: number, env?: Record<string, string | undefined>, sandbox?: import('stripe-embedded/sandbox').Sandbox, api?: Parameters<typeof chooseStripe>[2] }} [options]
 */
export async function startDemo({ port = USUAL_PORT, env = process.env, sandbox, api } = {}) {
  // First, so that a wrong key is told before anything is built.
  const chosen = await chooseStripe(env, sandbox, api);
  try {
    const server = await serve(chosen, port);
    return {
      url: `http://localhost:${server.address().port}`,
      stripe: chosen.description,
      sandbox: chosen.sandbox,
      async close() {
        server.closeAllConnections();
        await Promise.all([chosen.close(), new Promise((resolve) => server.close(resolve))]);
      },
    };
  } catch (error) {
    // A sandbox that listens would keep the process.
    await chosen.close();
    throw error;
  }
}

async function serve(chosen, port) {
  const files = await buildApp();
  const answer = createBackend(chosen);
  const page = files.get('/index.html').body.toString().replace('<!-- stripe -->', chosen.head);

  async function respond(request, response) {
    if (!chosen.sandbox && !OWN_NAME.test(request.headers.host)) {
      const text = 'With real keys the demo is served on localhost only.\n';
      return response.writeHead(421, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end(text);
    }
    // Not by `new URL`, for which `//` is no address.
    const [path] = (request.url ?? '/').split('?');
    if (path.startsWith('/api/')) return answer(request, response, path);
    const file = path === '/' ? { body: page, type: 'text/html; charset=utf-8' } : files.get(path);
    response
      .writeHead(file ? 200 : 404, {
        'Content-Type': file?.type ?? 'text/plain',
        'Cache-Control': 'no-store',
      })
      .end(file?.body ?? 'Not found');
  }

  const server = createServer((request, response) => {
    // Whatever a request brings, it ends no more than itself.
    respond(request, response).catch((error) => {
      console.error(error.message);
      response.destroy();
    });
  });
  await listenSomewhere(server, port);
  return server;
}

/**
 * On the port that is wished for, or on any free one where that is taken. For this machine alone: whoever gets here is
 * signed in without a password, maybe on real keys.
 */
function listenSomewhere(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EACCES') {
        return reject(
          new Error(`This machine does not let you listen on port ${port}: set PORT to another one.`),
        );
      }
      if (error.code !== 'EADDRINUSE') return reject(error);
      server.once('error', reject);
      server.listen(0, HOST, resolve);
    });
    server.listen(port, HOST, resolve);
  });
}
