import { execFile, spawn } from 'node:child_process';
import { createServer, request as nodeRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemo } from '../../demo/startDemo.mjs';

/** Starts a demo for this test only. */
async function start(options?: Parameters<typeof startDemo>[0]) {
  const demo = await startDemo({ port: 0, env: {}, ...options });
  onTestFinished(() => demo.close());
  return demo;
}

describe('the demo’s server', () => {
  it('finds a free port and says which Stripe it talks to', async () => {
    const first = await start();
    const second = await start({ port: Number(new URL(first.url).port) });
    expect(second.url).not.toBe(first.url);
    expect(second.stripe).toContain('sandbox');
  });

  it('signs out the person, even next to a cookie with a similar name', async () => {
    const { url } = await start();
    const post = (path: string, cookie = '') =>
      fetch(url + path, { method: 'POST', headers: { 'X-Requested-With': 'demo', Cookie: cookie } });
    const given = (await post('/api/sign-in')).headers.get('Set-Cookie')!.split(';')[0];
    const cookie = `mydemo=x; ${given}`;
    expect((await post('/api/sign-out', cookie)).status).toBe(200);
    expect((await post('/api/sign-out', cookie)).status).toBe(401);
  });

  it('listens on this machine only', async () => {
    const { url } = await start();
    const taken = Number(new URL(url).port);
    const beside = await start({ port: taken });
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
    for (const port of [taken, Number(new URL(beside.url).port)]) {
      expect((await fetch(`http://localhost:${port}`)).status).toBe(200);
      for (const host of [...others, '127.0.0.2'])
        await expect(
          fetch(`http://${host}:${port}`, { signal: AbortSignal.timeout(5_000) }),
          host,
        ).rejects.toThrow();
    }
  });

  it('survives every path', async () => {
    const { url } = await start();
    const { hostname, port } = new URL(url);
    const statusOf = (path: string) =>
      new Promise((resolve, reject) => {
        nodeRequest({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    for (const path of ['//', '//api/me', '/%', 'http://', '*', '/__proto__'])
      expect(await statusOf(path), path).toBe(404);
    for (const path of ['/api/', '/api/__proto__', '/api//']) expect(await statusOf(path), path).toBe(401);
    expect(await statusOf('/?//')).toBe(200);
  });

  it('mints no session when nobody is signed in', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/api/stripe/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"flow":"connect"}',
    });
    expect(answer.status).toBe(401);
  });
});

const SECRET = 'sk_test_51Secret';
const PUBLISHABLE = 'pk_test_51Public';

/** A stand-in for Stripe's API that always answers the same and counts its requests. */
async function stripeThatSays(status: number, body: object) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response
      .writeHead(status, { 'Content-Type': 'application/json', 'Request-Id': 'req_1' })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { api: { host: '127.0.0.1', port, protocol: 'http' as const }, asked: () => asked, close };
}

describe('a request for a foreign host name', () => {
  const statusFor = (url: string, host: string) =>
    new Promise((resolve, reject) => {
      nodeRequest(url, { headers: { Host: host } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });

  it('is refused with real keys, because that page would be signed in without a password', async () => {
    const { api } = await stripeThatSays(200, { object: 'list', data: [{ id: 'acct_1' }] });
    const env = { STRIPE_SECRET_KEY: SECRET, STRIPE_PUBLISHABLE_KEY: PUBLISHABLE };
    const { url } = await start({ env, api });
    const { port } = new URL(url);
    for (const path of ['/', '/api/me', '/api/stripe/session']) {
      for (const host of ['shop.example', `shop.example:${port}`, 'localhost.shop.example'])
        expect(await statusFor(url + path, host), host + path).toBe(421);
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'LOCALHOST', `[::1]:${port}`])
      expect(await statusFor(url, host), host).toBe(200);
  });

  it('is served with the sandbox, so that ports can be forwarded', async () => {
    const { url } = await start();
    expect(await statusFor(url, 'my-codespace.example')).toBe(200);
  });
});

/** Why the demo does not start. */
const refusal = (options: Parameters<typeof startDemo>[0]) =>
  startDemo({ port: 0, ...options }).then(
    () => 'It starts.',
    (error: Error) => error.message,
  );

describe('the demo’s keys', () => {
  const pair = 'Set both STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY';
  it.each([
    ['a secret key alone', SECRET, undefined, pair],
    ['a publishable key alone', undefined, PUBLISHABLE, pair],
    ['a secret key with a blank publishable key', SECRET, ' ', pair],
    ['swapped keys', PUBLISHABLE, SECRET, 'STRIPE_SECRET_KEY is not a secret key'],
    ['a nonsense key', 'hunter2', PUBLISHABLE, 'STRIPE_SECRET_KEY is not a secret key'],
    ['the keys of an example', 'sk_test_…', 'pk_test_…', 'STRIPE_SECRET_KEY is not a secret key'],
    ['the secret key twice', SECRET, SECRET, 'STRIPE_PUBLISHABLE_KEY is not a publishable key'],
    ['a restricted key twice', 'rk_test_1', 'rk_test_1', 'STRIPE_PUBLISHABLE_KEY is not a publishable key'],
  ])(
    '%s: refused before Stripe is called, without repeating a key',
    async (_, secret, publishable, sentence) => {
      const { api, asked } = await stripeThatSays(200, { object: 'list', data: [{ id: 'acct_1' }] });
      const env = { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable };
      const said = await refusal({ env, api });
      expect(said).toContain(sentence);
      for (const key of [secret, publishable]) if (key?.trim()) expect(said).not.toContain(key);
      expect(asked()).toBe(0);
    },
  );

  const env = { STRIPE_SECRET_KEY: SECRET, STRIPE_PUBLISHABLE_KEY: PUBLISHABLE };

  it.each([
    [401, { error: { message: `Invalid API Key provided: ${SECRET}` } }, 'Stripe does not know the key'],
    [403, { error: { message: `${SECRET} may not` } }, 'may not list your connected accounts'],
    [400, { error: { message: `${SECRET} is wrong` } }, 'Stripe answered 400'],
    [200, { object: 'list', data: [] }, 'no connected accounts yet'],
  ])(
    'fail with one sentence when Stripe answers %i and lists no accounts',
    async (status, body, sentence) => {
      const { api } = await stripeThatSays(status, body);
      const said = await refusal({ env, api });
      expect(said).toContain(sentence);
      expect(said).not.toContain(SECRET);
      expect(said).not.toContain('\n');
    },
  );

  it('fail with one sentence when Stripe cannot be reached', async () => {
    const { api, close } = await stripeThatSays(200, {});
    close();
    expect(await refusal({ env, api })).toContain('Stripe cannot be reached');
  });

  it('reach the page only as the publishable one', async () => {
    const { api } = await stripeThatSays(200, {
      object: 'list',
      data: [{ id: 'acct_1', email: 'a@b.example' }],
    });
    const demo = await start({ env, api });
    expect(demo.stripe).toContain('test mode');
    const signedIn = await fetch(`${demo.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'X-Requested-With': 'demo' },
    });
    const [cookie] = signedIn.headers.getSetCookie();
    const me = await fetch(`${demo.url}/api/me`, { headers: { Cookie: cookie!.split(';')[0]! } });
    const text = await me.text();
    expect(JSON.parse(text)).toMatchObject({ publishableKey: PUBLISHABLE, isSandbox: false });
    expect(text).not.toContain(SECRET);
  });
});

describe('node demo/start.mjs', () => {
  const START = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));
  const clean = (env: Record<string, string>) => ({ PATH: process.env['PATH'], ...env });

  it.each([
    ['a port that is not a number', { PORT: 'abc' }, 'PORT'],
    ['a port out of range', { PORT: '99999' }, 'PORT'],
    ['one key', { STRIPE_SECRET_KEY: SECRET }, 'STRIPE_PUBLISHABLE_KEY'],
    ['swapped keys', { STRIPE_SECRET_KEY: PUBLISHABLE, STRIPE_PUBLISHABLE_KEY: SECRET }, 'STRIPE_SECRET_KEY'],
  ])('exits with 1 and a one-line message for %s', async (_, env, name) => {
    const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
      execFile(process.execPath, [START], { env: clean(env), timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, said: stdout + stderr }),
      );
    });
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said).toContain(name);
    for (const key of [SECRET, PUBLISHABLE]) expect(said).not.toContain(key);
  });

  it('takes any free port with PORT=0', async () => {
    const child = spawn(process.execPath, [START], { env: clean({ PORT: '0' }) });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    onTestFinished(async () => {
      child.kill();
      await ended;
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += String(text);
      });
    await expect.poll(() => said, { timeout: 20_000 }).toContain('Stop it with Ctrl+C.');
    const [url] = /http:\/\/localhost:\d+/.exec(said)!;
    expect(url).not.toBe('http://localhost:4242');
    expect((await fetch(url)).status).toBe(200);
  });
});
