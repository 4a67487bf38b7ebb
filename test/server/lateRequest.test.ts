import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { toNodeListener } from 'stripe-embedded/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { send, serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

afterEach(() => vi.unstubAllGlobals());

type Authorize = (request: Request, incoming: IncomingMessage) => unknown;

/** Asks for a session behind Node. Returns what `authorize` saw. */
async function authorized(look: Authorize) {
  let seen: unknown;
  const authorize = async (request: Request, context: unknown) => {
    seen = await look(request, context as IncomingMessage);
    return { account: 'acct_1' };
  };
  const stripe = { accountSessions: { create: async () => ({ client_secret: 'accs_secret__1' }) } };
  const { handler } = serverStage({ authorize, stripe });
  const port = await serveOnPort(toNodeListener(handler));
  const { status } = await send(port, '{"flow":"connect"}', { headers: { cookie: 'who=1' } });
  expect(status).toBe(200);
  return { seen, port };
}

/** Replaces the global `Request` with one that counts, as a tracer may do. */
function countRequests() {
  const created = vi.fn();
  class Counted extends Request {
    constructor(...all: ConstructorParameters<typeof Request>) {
      super(...all);
      created();
    }
  }
  vi.stubGlobal('Request', Counted);
  return created;
}

/** Whether this version of Node keeps a request's state where something else can stand in for it. */
const isLate = Reflect.ownKeys(new Request('http://localhost/')).length > 0;

describe('the Request that authorize gets behind Node', () => {
  it.each<[string, Authorize, unknown]>([
    ['a Request', (request) => request instanceof Request && request.constructor === Request, true],
    ['printed as one', (request) => inspect(request).startsWith('Request {'), true],
    ['described as one', (request) => Object.prototype.toString.call(request), '[object Request]'],
    ['the same each time', (request) => request.headers === request.headers, true],
    ['changeable', (request) => (request.headers.set('x', 'y'), request.clone().headers.get('x')), 'y'],
    ['aborted by nobody', (request) => request.signal.aborted, false],
    ['without a body', (request) => request.body, null],
    [
      'open to what its methods store in it',
      (request) =>
        Reflect.ownKeys(new Request('http://localhost/')).every(
          (key) => Reflect.set(request, key, 'stored') && Reflect.get(request, key) === 'stored',
        ),
      true,
    ],
    [
      'a base for other requests',
      (request) => new (class Other extends Request {})(request, { method: 'GET' }).headers.get('cookie'),
      'who=1',
    ],
    [
      'one that fetch sends',
      async (request) => (await fetch(request, { method: 'GET', headers: {} })).status,
      405,
    ],
  ])('is %s', async (_, look, expected) => {
    expect((await authorized(look)).seen).toEqual(expected);
  });

  it('says the same after the response, whatever the server has changed in the meantime', async () => {
    const { seen, port } = await authorized((request, incoming) => ({ request, incoming }));
    const { request, incoming } = seen as { request: Request; incoming: IncomingMessage };
    incoming.url = '/elsewhere';
    delete incoming.headers.cookie;
    expect(request.url).toBe(`http://127.0.0.1:${port}/session`);
    expect(request.headers.get('cookie')).toBe('who=1');
  });

  it.runIf(isLate)('is not created if nothing looks at it', async () => {
    const created = countRequests();
    const { port } = await authorized((_, incoming) => incoming.headers.cookie);
    created.mockClear();
    await send(port, '{"flow":"connect"}');
    expect(created).not.toHaveBeenCalled();
  });

  it('is created once if something looks at it twice', async () => {
    const created = countRequests();
    const { port } = await authorized((request) => [request.url, request.method]);
    created.mockClear();
    await send(port, '{"flow":"connect"}');
    expect(created).toHaveBeenCalledTimes(1);
  });

  it.each<[string, (given: Request) => string]>([
    [
      'refuses all others',
      () => {
        throw new TypeError('Not a Request.');
      },
    ],
    ['takes all others for addresses', ({ url }) => url],
  ])('is a real one from the start where Request knows its own and %s', async (_, addressOf) => {
    const Real = Request;
    const known = new WeakSet<object>();
    vi.stubGlobal(
      'Request',
      class extends Real {
        constructor(input: RequestInfo | URL, init?: RequestInit) {
          super(input instanceof Real && !known.has(input) ? addressOf(input) : input, init);
          known.add(this);
        }
      },
    );
    const { seen } = await authorized((request) => new Request(request).headers.get('cookie'));
    expect(seen).toBe('who=1');
  });
});
