import { createServer } from 'node:http';
import { createBackend } from './backend.mjs';
import { buildApp } from './buildApp.mjs';
import { chooseStripe } from './chooseStripe.mjs';

const USUAL_PORT = 4242;
const HOST = '127.0.0.1';
/** The names of this machine. Another name that resolves here is someone else's, whose page would count as ours. */
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Serves the demo: its page and the back end behind it.
 *
 * @param {{ port?: number, env?: Record<string, string | undefined>, sandbox?: import('stripe-embedded/sandbox').Sandbox, api?: Parameters<typeof chooseStripe>[2] }} [options]
 */
export async function startDemo({ port = USUAL_PORT, env = process.env, sandbox, api } = {}) {
  // First, so that a wrong key is reported before anything is built.
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
    // A listening sandbox would keep the process alive.
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
      const text = 'With real keys, the demo is only served on localhost.\n';
      return response.writeHead(421, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end(text);
    }
    // Not with `new URL`, which rejects `//`.
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
    // An error in one request must not end the server.
    respond(request, response).catch((error) => {
      console.error(error.message);
      response.destroy();
    });
  });
  await listenSomewhere(server, port);
  return server;
}

/**
 * Listens on the given port, or on any free one if that is taken. Only for this machine, because anyone who reaches the
 * demo can sign in without a password, possibly with real keys.
 */
function listenSomewhere(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EACCES') {
        return reject(
          new Error(`This machine does not let you listen on port ${port}. Set PORT to another port.`),
        );
      }
      if (error.code !== 'EADDRINUSE') return reject(error);
      server.once('error', reject);
      server.listen(0, HOST, resolve);
    });
    server.listen(port, HOST, resolve);
  });
}
