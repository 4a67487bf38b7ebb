import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '../createSandbox.js';
import type { LogInput } from '../log.js';
import { misuse } from '../misuse.js';
import type { ScriptName } from '../scriptTags.js';
import {
  CALL_PATH,
  EVENTS_PATH,
  METHODS,
  PLACEHOLDER,
  type Method,
  type PageConfig,
  type PageEvent,
} from './channel.js';
import { readPageScript } from './pageScripts.js';

/** What to serve, and where. */
export interface ListenOptions {
  /** Your own sandbox, if you have created one to control. @default a new one */
  sandbox?: Sandbox;
  /** The port to listen on. @default any free port */
  port?: number;
}

/** A sandbox that is served over HTTP. */
export interface ListeningSandbox {
  /** `http://127.0.0.1:…`: the API at `/v1`, the scripts at `/connect.js`, `/stripe.js` and Stripe's own paths. */
  readonly url: string;
  /** The simulated Stripe itself. Use it to move time, expire sessions and make requests fail. */
  readonly sandbox: Sandbox;
  /** Stops the server and closes every connection. */
  close(): Promise<void>;
}

/** The scripts, by file name alone and under Stripe's own paths. */
const SCRIPTS: ReadonlyArray<readonly [RegExp, ScriptName]> = [
  [/^\/(?:v\d\.\d\/)?connect\.js$/, 'connect'],
  [/^\/(?:v3\/?|(?:(?:v3|[a-z]+)\/)?stripe\.js)$/, 'stripe'],
];

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': '*',
};

const LARGEST_BODY = 2_000_000;

/**
 * Serves a sandbox over HTTP on this machine, for the real `stripe` SDK and for real browsers.
 *
 * @example
 * const { url, sandbox, close } = await listen();
 * const stripe = new Stripe('sk_test_1', { host: '127.0.0.1', port: new URL(url).port, protocol: 'http' });
 */
export async function listen({
  sandbox = createSandbox(),
  port = 0,
}: ListenOptions = {}): Promise<ListeningSandbox> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw misuse('port', `is ${port}. Pass a port from 0 to 65535.`);
  const pages = new Set<ServerResponse>();
  let url = '';

  const tell = (event: PageEvent) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(event)}\n\n`);
  };

  async function serveScript(name: ScriptName, response: ServerResponse) {
    const fault = sandbox.takeScriptFault(name);
    if (fault === 'blocked') return void response.destroy();
    if (fault === 'hanging') return;
    await new Promise((resolve) => setTimeout(resolve, sandbox.host.latency.script));
    const { seed, latency, unknown, clock } = sandbox.host;
    const config: PageConfig = { url, seed, latency, unknown, now: clock.now() };
    const script = fault
      ? '/* nothing of use */'
      : readPageScript(name).replaceAll(PLACEHOLDER, () => JSON.stringify(config));
    response.writeHead(200, { ...CORS, 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse) {
    let answer: object;
    try {
      const { method, argument } = JSON.parse((await readBody(request)).toString()) as {
        method: Method;
        argument: never;
      };
      if (!METHODS.includes(method)) throw misuse('method', 'is unknown.');
      const { host, clock } = sandbox;
      const value =
        method === 'record' ? (argument as LogInput[]).forEach(host.record) : await host[method](argument);
      answer = { value, now: clock.now() };
    } catch (error) {
      answer = { failure: error instanceof Error ? { type: 'api_error', message: error.message } : error };
    }
    response.writeHead(200, { ...CORS, 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse) {
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    );
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const answer = await sandbox.fetch(`${url}${request.url}`, {
      method: request.method,
      headers,
      body: hasBody ? new Uint8Array(await readBody(request)) : undefined,
    });
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...CORS });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', url);
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (pathname === CALL_PATH) return answerCall(request, response);
    if (pathname === EVENTS_PATH) {
      response.writeHead(200, { ...CORS, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(':\n\n');
      pages.add(response);
      request.on('close', () => pages.delete(response));
      return;
    }
    const script = SCRIPTS.find(([pattern]) => pattern.test(pathname));
    return script ? serveScript(script[1], response) : answerApi(request, response);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A fault such as `api: 'offline'` simulates a lost network.
      if (response.headersSent || error instanceof TypeError) response.destroy();
      else response.writeHead(500, CORS).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stops = [
    sandbox.host.onExpire(() => tell({ type: 'expire' })),
    sandbox.onAdvance((ms) => tell({ type: 'advance', ms })),
  ];

  return {
    url,
    sandbox,
    close() {
      for (const stop of stops) stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('The body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
