import { connect as connectHttp2, constants, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from 'stripe-embedded/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { send, serveOnPort } from '../support/sending.js';
import { serverStage } from '../support/serverStage.js';

describe('HTTP/2', () => {
  const connect = async (session: ReturnType<typeof toNodeListener>) => {
    const server = createHttp2Server(
      (request, response) => void session(request as never, response as never),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = connectHttp2(`http://127.0.0.1:${port}`);
    onTestFinished(() => {
      client.destroy();
      server.close();
    });
    return { port, client };
  };
  const head = { ':method': 'POST', ':path': '/session', 'content-type': 'application/json' };
  const ask = async (origin: (port: number) => string) => {
    const { port, client } = await connect(toNodeListener(serverStage().handler));
    return new Promise<number>((resolve) => {
      const stream = client.request({ ...head, origin: origin(port) });
      stream.on('response', (headers) => resolve(headers[':status']!)).resume();
      stream.end('{"flow":"connect"}');
    });
  };
  it('accepts its own origin', async () => {
    expect(await ask((port) => `http://127.0.0.1:${port}`)).toBe(200);
  });
  it('refuses any other origin', async () => {
    expect(await ask(() => 'https://localhost')).toBe(403);
  });
  it('notices a page that goes away', async () => {
    const { handler, sandbox, calls, onEvent } = serverStage();
    sandbox.fail({ api: 'hanging' });
    const { client } = await connect(toNodeListener(handler));
    const stream = client.request(head).on('error', () => {});
    stream.end('{"flow":"connect"}');
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    stream.close(constants.NGHTTP2_CANCEL);
    await vi.waitFor(() => expect(onEvent.mock.lastCall?.[0]).toMatchObject({ code: 'aborted' }));
  });
  it('notices a page that went away before the listener was called', async () => {
    const { handler, calls } = serverStage();
    const session = toNodeListener(handler);
    let done: Promise<void> | undefined;
    const { client } = await connect(async (request, response) => {
      // Like a middleware that looks up the user first.
      response.once('close', () => {
        done = session(Object.assign(request, { body: '{"flow":"connect"}' }), response);
      });
      stream.close(constants.NGHTTP2_CANCEL);
    });
    const stream = client.request(head).on('error', () => {});
    stream.end('{"flow":"connect"}');
    await vi.waitFor(() => expect(done).toBeDefined());
    await done;
    expect(calls).toHaveLength(0);
  });
});

it.each(['//evil.example/session', '/\\evil.example/session'])(
  'a path of %s does not change the host that authorize sees',
  async (path) => {
    const authorize = vi.fn<(request: Request) => null>(() => null);
    const port = await serveOnPort(toNodeListener(serverStage({ authorize }).handler));
    await send(port, '{"flow":"connect"}', { path, headers: { Host: 'shop.example' } });
    expect(new URL(authorize.mock.calls[0]![0].url).host).toBe('shop.example');
  },
);

it.each([
  ['https://shop.example', 'shop.example:443'],
  ['http://shop.example', 'shop.example:80'],
])('treats %s as the same origin as Host %s', async (origin, host) => {
  const { ask } = serverStage();
  expect((await ask({ flow: 'connect' }, { headers: { Origin: origin, Host: host } })).status).toBe(200);
});
