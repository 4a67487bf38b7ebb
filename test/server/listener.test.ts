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
}

/** A request as Node hands it over, whose body comes when the test says so. */
function incoming({ headers, encrypted, ...more }: Shape = {}) {
  const request = Object.assign(new EventEmitter(), {
    method: 'POST',
    url: '/session',
    headers: { 'content-type': 'application/json', host: 'shop.example', ...headers },
    socket: encrypted ? { encrypted } : {},
    resume: vi.fn(),
    ...more,
  });
  return request as unknown as IncomingMessage & typeof request;
}

/** Node's own response, on no wire: what it ended with is remembered. */
function outgoing(request: IncomingMessage) {
  const response = new ServerResponse(request);
  const end = vi.spyOn(response, 'end');
  return Object.assign(response, { ended: () => end.mock.calls.map(([body]) => body as unknown) });
}

/** What a handler of the app's is given for it. */
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
    ['as it came', {}, 'http://shop.example/session'],
    ['over TLS', { encrypted: true }, 'https://shop.example/session'],
    ['under a router', { url: '/', originalUrl: '/api/session' }, 'http://shop.example/api/session'],
    ['without a host', { headers: { host: undefined as never } }, 'http://localhost/session'],
    ['without an address', { url: undefined }, 'http://shop.example/'],
    ['with a host of no use', { headers: { host: '%%%' } }, 'http://localhost/'],
    ['with a user in it', { url: 'http://a:b@shop.example/session' }, 'http://shop.example/session'],
    [
      'with no more than a name in it',
      { url: 'http://a@shop.example/session' },
      'http://shop.example/session',
    ],
  ])('has the address %s', async (_, shape, url) => {
    expect((await seenBy(shape))?.url).toBe(url);
  });

  it('has each header, all of those that came twice, and none of HTTP/2’s own', async () => {
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

  it('and a length that an adapter for Lambda has as a number', async () => {
    const seen = await seenBy({ headers: { 'content-length': 18 as never } });
    expect(seen!.headers.get('Content-Length')).toBe('18');
  });
});

describe('a body', () => {
  /** How the listener answers, once the test has sent what it sends. */
  async function answerTo(shape: Shape, send: (request: ReturnType<typeof incoming>) => void = () => {}) {
    const request = incoming(shape);
    const response = outgoing(request);
    const done = toNodeListener(serverStage().handler)(request, response);
    // A stream waits for whoever reads it, and it is read when somebody is signed in.
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
  ])('that a parser has read to %s is taken', async (_, body, readableEnded) => {
    const { status } = await answerTo({ body, readableEnded });
    expect(status).toBe(200);
  });

  it.each<[string, unknown]>([
    ['bytes that are no text', Buffer.from([0xff])],
    ['what holds a number that JSON has none for', { amount: 1n }],
  ])('that a parser has read to %s is told as that', async (_, body) => {
    const answer = await answerTo({ body, readableEnded: true });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that a parser has left is read, whatever stands in its place', async () => {
    const { status } = await answerTo({ body: {}, readableEnded: false }, (request) => {
      request.emit('data', Buffer.from('{"flow":"connect"}'));
      request.emit('end');
    });
    expect(status).toBe(200);
  });

  it.each([true, false])(
    'that a parser keeps for itself, as Koa’s does, is not waited for',
    async (destroyed) => {
      // On HTTP/2 a request that has been read stands open.
      const answer = await answerTo({ readableEnded: true, destroyed });
      expect(answer.status).toBe(400);
      expect(message(answer)).toContain('has read the body before');
    },
  );

  it('that broke off before anybody listened is not waited for', async () => {
    const answer = await answerTo({ destroyed: true });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that comes in pieces is put together, in the middle of a letter too', async () => {
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

  it('of 16 KiB is taken, and one of a byte more refused before it has ended', async () => {
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

  it('that is no text is refused', async () => {
    const answer = await answerTo({}, (request) => {
      request.emit('data', Buffer.from([0x7b, 0xff]));
      request.emit('end');
    });
    expect(answer.status).toBe(400);
    expect(message(answer)).toBe('The body could not be read.');
  });

  it('that dawdles is given up after ten seconds, and none that was there in time', async () => {
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

describe('a browser that goes away', () => {
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

  it('is not written to', async () => {
    const { response, aborted } = await ask(false);
    expect(aborted).toBe(true);
    expect(response.ended()).toEqual([]);
  });

  it('is another one than one that has its answer', async () => {
    const { response, aborted } = await ask(true);
    expect(aborted).toBe(false);
    expect(response.statusCode).toBe(201);
    expect(response.ended()).toEqual(['{}']);
  });
});

it('a browser that goes away makes no noise: what a handler throws of its signal is no trouble', async () => {
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

describe('a handler of the app’s own around ours', () => {
  const through = async (
    shape: Shape,
    handler: (request: Request, context?: unknown) => Promise<Response>,
  ) => {
    const request = incoming(shape);
    const response = outgoing(request);
    await toNodeListener(handler)(request, response);
    return { request, response };
  };

  it('gets the whole request, and what Node handed over', async () => {
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

  it('is told that a browser had gone before it was called', async () => {
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

  it.each(['CONNECT', 'TRACE', 'TRACK'])('gets a %s, which no Request can be, as a GET', async (method) => {
    let seen = '';
    await through({ method }, async (given) => {
      seen = given.method;
      return new Response(null, { status: 204 });
    });
    expect(seen).toBe('GET');
  });

  it('gets what has no method as a GET', async () => {
    let seen = '';
    await through({ method: undefined }, async (given) => {
      seen = given.method;
      return new Response(null, { status: 204 });
    });
    expect(seen).toBe('GET');
  });

  it('does not hide what is wrong with a body', async () => {
    const answer = async () => new Response();
    const { response } = await through({ readableEnded: true }, answer);
    expect(response.statusCode).toBe(400);
    expect(response.getHeader('Content-Type')).toBe('application/json');
    expect(response.ended()).toEqual([expect.stringContaining('has read the body before')]);
  });

  it('that throws answers 500 with nothing, and is on the console without a secret', async () => {
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
