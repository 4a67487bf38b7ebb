import { EventEmitter } from 'node:events';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { toNodeListener } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { serverStage } from '../support/serverStage.js';

interface Shape {
  method?: string;
  url?: string;
  originalUrl?: string;
  headers?: Record<string, string | string[]>;
  body?: unknown;
  readableEnded?: boolean;
  destroyed?: boolean;
  encrypted?: boolean;
  socket?: undefined;
}

/** A request as Node hands it over. The test decides when its body arrives. */
function incoming({ headers, encrypted, ...more }: Shape = {}) {
  const request = Object.assign(new EventEmitter(), {
    method: 'POST',
    url: '/session',
    headers: { 'content-type': 'application/json', host: 'shop.example', ...headers },
    socket: encrypted === undefined ? {} : { encrypted },
    resume: vi.fn(),
    ...more,
  });
  return request as unknown as IncomingMessage & typeof request;
}

/** Node's own response without a connection. It records what it ended with. */
function outgoing(request: IncomingMessage) {
  const response = new ServerResponse(request);
  const end = vi.spyOn(response, 'end');
  return Object.assign(response, { ended: () => end.mock.calls.map(([body]) => body as unknown) });
}

/** The Request that an app's handler receives for this shape. */
async function seenBy(shape: Shape) {
  const request = incoming(shape);
  let seen: Request | undefined;
  const listen = toNodeListener(serverStage({ authorize: (given) => void (seen = given) }).handler);
  const done = listen(request, outgoing(request));
  request.emit('data', Buffer.from('{"flow":"connect"}'));
  request.emit('end');
  await done;
  return seen;
}

const sent = (response: ReturnType<typeof outgoing>) => ({
  status: response.statusCode,
  body: JSON.parse(String(response.ended()[0] ?? null)) as Record<string, unknown>,
});

describe('the request that authorize sees', () => {
  it.each<[string, Shape, string]>([
    ['with a Host', {}, 'http://shop.example/session'],
    ['over TLS', { encrypted: true }, 'https://shop.example/session'],
    ['without TLS, as Bun says it', { encrypted: false }, 'http://shop.example/session'],
    ['without a socket, as a unit test may build it', { socket: undefined }, 'http://shop.example/session'],
    ['under a router', { url: '/', originalUrl: '/api/session' }, 'http://shop.example/api/session'],
    ['without a Host', { headers: { host: undefined as never } }, 'http://localhost/session'],
    ['without a URL', { url: undefined }, 'http://shop.example/'],
    ['with an unusable Host', { headers: { host: '%%%' } }, 'http://localhost/'],
    [
      'with a user and password in its URL',
      { url: 'http://a:b@shop.example/session' },
      'http://shop.example/session',
    ],
    ['with only a user in its URL', { url: 'http://a@shop.example/session' }, 'http://shop.example/session'],
  ])('has the right URL for a request %s', async (_, shape, url) => {
    expect((await seenBy(shape))?.url).toBe(url);
  });

  it('has every header, all values of repeated ones, and no HTTP/2 pseudo-header', async () => {
    const headers = { cookie: 'a=1', 'x-many': ['1', '2'], ':path': '/session' };
    const seen = await seenBy({ headers });
    expect(Object.fromEntries(seen!.headers)).toEqual({
      'content-type': 'application/json',
      host: 'shop.example',
      cookie: 'a=1',
      'x-many': '1, 2',
    });
    expect(seen!.method).toBe('POST');
  });

  it('is a POST with a body of JSON in whichever case an adapter writes that', async () => {
    const headers = { 'content-type': undefined as never, 'Content-Type': 'application/json' };
    const seen = await seenBy({ method: 'post', headers });
    expect(seen?.method).toBe('POST');
    expect(seen?.headers.get('content-type')).toBe('application/json');
  });

  it('has a Content-Length that a Lambda adapter sets as a number', async () => {
    const seen = await seenBy({ headers: { 'content-length': 18 as never } });
    expect(seen!.headers.get('Content-Length')).toBe('18');
  });
});

describe('a body', () => {
  /** How the listener answers once the test has sent its data. */
  async function answerTo(shape: Shape, send: (request: ReturnType<typeof incoming>) => void = () => {}) {
    const request = incoming(shape);
    const response = outgoing(request);
    const done = toNodeListener(serverStage().handler)(request, response);
    // The body is read only after authorize has accepted the caller.
    await new Promise((resolve) => setImmediate(resolve));
    send(request);
    await done;
    return { request, ...sent(response) };
  }
  const message = (answer: { body: Record<string, unknown> }) =>
    (answer.body['error'] as { message: string } | undefined)?.message;

  it.each<[string, unknown, boolean]>([
    ['text', '{"flow":"connect"}', false],
    ['bytes', Buffer.from('{"flow":"connect"}'), false],
    ['an object', { flow: 'connect' }, true],
  ])('that a parser has read as %s is accepted', async (_, body, readableEnded) => {
    const { status } = await answerTo({ body, readableEnded });
    expect(status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['bytes that are not text', Buffer.from([0xff])],
    ['an object with a BigInt, which JSON cannot hold', { amount: 1n }],
  ])('that a parser has read as %s is refused as unreadable', async (_, body) => {
    const answer = await answerTo({ body, readableEnded: true });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that a parser skipped is read, whatever placeholder the parser left', async () => {
    const { status } = await answerTo({ body: {}, readableEnded: false }, (request) => {
      request.emit('data', Buffer.from('{"flow":"connect"}'));
      request.emit('end');
    });
    expect(status).toBe(200);
  });

  it.each([true, false])(
    'that a parser has consumed without passing it on, as Koa’s does, is not waited for',
    async (destroyed) => {
      // On HTTP/2, a request that has been read stays open.
      const answer = await answerTo({ readableEnded: true, destroyed });
      expect(answer.status).toBe(400);
      expect(message(answer)).toContain('has already read the body');
    },
  );

  it('that broke off before anyone listened is not waited for', async () => {
    const answer = await answerTo({ destroyed: true });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that arrives in chunks is joined, even where a chunk splits a character', async () => {
    const bytes = Buffer.from('{"flow":"connect","x":"é"}');
    const { status, request } = await answerTo({}, (it) => {
      it.emit('data', bytes.subarray(0, 24));
      it.emit('data', bytes.subarray(24));
      it.emit('end');
    });
    expect(status).toBe(200);
    expect(request.resume).toHaveBeenCalledTimes(1);
    expect(['data', 'end', 'close'].map((name) => request.listenerCount(name))).toEqual([0, 0, 0]);
  });

  it('of 16 KiB is accepted; one byte more is refused before the body ends', async () => {
    const body = '{"flow":"connect"}'.padEnd(16 * 1024);
    const fits = await answerTo({}, (request) => {
      request.emit('data', Buffer.from(body));
      request.emit('end');
    });
    expect(fits.status).toBe(200);
    const larger = await answerTo({}, (request) => {
      request.emit('data', Buffer.from(body));
      request.emit('data', Buffer.from(' '));
    });
    expect(larger).toMatchObject({ status: 413 });
    expect(message(larger)).toContain('16 KiB');
  });

  it.each(['close', 'error'])('that breaks off (%s) is refused', async (event) => {
    const answer = await answerTo({}, (request) => {
      request.emit('data', Buffer.from('{'));
      request.emit(event, new Error('reset'));
    });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that is not text is refused', async () => {
    const answer = await answerTo({}, (request) => {
      request.emit('data', Buffer.from([0x7b, 0xff]));
      request.emit('end');
    });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that stalls is given up after ten seconds, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const pending = answerTo({}, (request) => void request.emit('data', Buffer.from('{')));
    let answered = false;
    void pending.then(() => (answered = true));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const answer = await pending;
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body did not arrive in time.');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a browser that disconnects', () => {
  const ask = async (writableEnded: boolean) => {
    const request = incoming({ body: '{"flow":"connect"}' });
    const response = outgoing(request);
    let signal: AbortSignal | undefined;
    const listen = toNodeListener(async (given) => {
      signal = given.signal;
      vi.spyOn(response, 'writableEnded', 'get').mockReturnValue(writableEnded);
      response.emit('close');
      return new Response('{}', { status: 201, headers: { 'X-Own': 'yes' } });
    });
    await listen(request, response);
    return { response, aborted: signal!.aborted };
  };

  it('gets nothing written to it', async () => {
    const { response, aborted } = await ask(false);
    expect(aborted).toBe(true);
    expect(response.ended()).toEqual([]);
  });

  it('is not confused with one that already has its response', async () => {
    const { response, aborted } = await ask(true);
    expect(aborted).toBe(false);
    expect(response.statusCode).toBe(201);
    expect(response.ended()).toEqual(['{}']);
  });
});

it('an abort error that a handler throws after the browser disconnects is not logged', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const request = incoming({ body: '{"flow":"connect"}' });
  const response = outgoing(request);
  const listen = toNodeListener(async ({ signal }) => {
    response.emit('close');
    signal.throwIfAborted();
    return new Response();
  });
  await listen(request, response);
  expect(response.ended()).toEqual([]);
  expect(said).not.toHaveBeenCalled();
});

describe('an app handler that wraps the session handler', () => {
  const through = async (
    shape: Shape,
    handler: (request: Request, context?: unknown) => Promise<Response>,
  ) => {
    const request = incoming(shape);
    const response = outgoing(request);
    await toNodeListener(handler)(request, response);
    return { request, response };
  };

  it('gets the whole request and Node’s own request object', async () => {
    let seen: unknown[] = [];
    const { request } = await through(
      { body: '{"flow":"connect"}', url: '/session?a=1' },
      async (given, context) => {
        seen = [given.method, given.url, await given.text(), context];
        return new Response(null, { status: 204 });
      },
    );
    expect(seen).toEqual(['POST', 'http://shop.example/session?a=1', '{"flow":"connect"}', request]);
  });

  it('gets an aborted signal if the browser disconnected before the call', async () => {
    const request = incoming({ body: '{"flow":"connect"}' });
    const response = outgoing(request);
    response.destroy();
    let isAborted = false;
    await toNodeListener(async ({ signal }) => {
      isAborted = signal.aborted;
      return new Response(null, { status: 204 });
    })(request, response);
    expect(isAborted).toBe(true);
  });

  it.each(['GET', 'HEAD'])('gets a %s without a body', async (method) => {
    let body: unknown = 'none was seen';
    await through({ method, body: 'text' }, async (given) => {
      ({ body } = given);
      return new Response(null, { status: 204 });
    });
    expect(body).toBeNull();
  });

  it.each(['CONNECT', 'TRACE', 'TRACK'])(
    'gets a %s, which a Request cannot have, as a GET',
    async (method) => {
      let seen = '';
      await through({ method }, async (given) => {
        seen = given.method;
        return new Response(null, { status: 204 });
      });
      expect(seen).toBe('GET');
    },
  );

  it('gets a request without a method as a GET', async () => {
    let seen = '';
    await through({ method: undefined }, async (given) => {
      seen = given.method;
      return new Response(null, { status: 204 });
    });
    expect(seen).toBe('GET');
  });

  it('does not hide a problem with the body', async () => {
    const answer = async () => new Response();
    const { response } = await through({ readableEnded: true }, answer);
    expect(response.statusCode).toBe(400);
    expect(response.getHeader('Content-Type')).toBe('application/json');
    expect(response.ended()).toEqual([expect.stringContaining('has already read the body')]);
  });

  it('that throws answers 500 without a body, and is logged without secrets', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => said.mockRestore());
    const bug = new Error('a bug with sk_test_123');
    const { response } = await through({ method: 'GET' }, () => Promise.reject(bug));
    expect(response.statusCode).toBe(500);
    expect(response.ended()).toEqual([null]);
    expect(said).toHaveBeenCalledTimes(1);
    expect(said.mock.calls[0]![0].cause.message).toBe('a bug with [redacted]');
  });
});
