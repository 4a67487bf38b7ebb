import { createManualClock } from 'stripe-embedded/sandbox';
import type { SessionEndpoint, SessionEndpointOptions, SessionRequest } from 'stripe-embedded';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { mintSession } from '../../src/session/mintSession.js';
import { turns } from '../support/turns.js';

afterEach(() => vi.restoreAllMocks());

const SECRET = 'accs_secret__asked';
const json = (body: unknown = { client_secret: SECRET }, init?: ResponseInit) =>
  new Response(JSON.stringify(body), init);

/** Requests one session from an endpoint. */
function ask(endpoint: SessionEndpoint, wish: Partial<SessionRequest> = {}) {
  const clock = createManualClock();
  const request = {
    flow: 'connect',
    reason: 'initial',
    signal: new AbortController().signal,
    ...wish,
  } as const;
  return { clock, session: mintSession(endpoint, request, clock) };
}

/** The error of a response, after one attempt. */
const told = (answer: () => Response | Promise<Response>, more: Partial<SessionEndpointOptions> = {}) =>
  ask({ url: '/session?token=private#here', retry: 1, fetch: async () => answer(), ...more }).session.then(
    () => undefined,
    (error: unknown) =>
      error as {
        code: string;
        message: string;
        retryable: boolean;
        status?: number;
        retryAfter?: number;
        cause?: unknown;
      },
  );

describe('the request', () => {
  it.each<[string, SessionEndpoint, string]>([
    ['a path', '/session', '/session'],
    ['a URL', new URL('https://shop.example/session'), 'https://shop.example/session'],
  ])('goes to %s by the browser’s own fetch', async (_, endpoint, url) => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => json());
    expect((await ask(endpoint).session).secret.take()).toBe(SECRET);
    expect(String(fetch.mock.calls[0]![0])).toBe(url);
  });

  it('carries the page’s own headers, body and cookies, and is parsed by the page', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => json({ secret: SECRET }));
    const { session } = ask({
      url: '/session',
      fetch,
      credentials: 'include',
      headers: { Authorization: 'Bearer 1', 'Content-Type': 'application/vnd.shop+json' },
      body: ({ flow, reason }) => ({ kind: flow, why: reason }),
      parse: (answer) => ({ clientSecret: (answer as { secret: string }).secret }),
    });
    expect((await session).secret.take()).toBe(SECRET);
    const init = fetch.mock.calls[0]![1]!;
    expect(init.credentials).toBe('include');
    expect(init.body).toBe('{"kind":"connect","why":"initial"}');
    expect(Object.fromEntries(init.headers as Headers)).toEqual({
      accept: 'application/json',
      authorization: 'Bearer 1',
      'content-type': 'application/vnd.shop+json',
      'x-requested-with': 'stripe-embedded',
    });
  });

  it('leaves out a header with an empty value, which a gateway’s CORS rules may not allow', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => json());
    await ask({ url: '/session', fetch, headers: { 'x-requested-with': '', apikey: '1' } }).session;
    expect(Object.fromEntries(fetch.mock.calls[0]![1]!.headers as Headers)).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      apikey: '1',
    });
  });

  it('may go to a route with a response format of its own, and a refusal says so', async () => {
    const answer = { accountSession: { client_secret: SECRET, expires_at: 1790000000 } };
    const error = await told(async () => json(answer));
    expect(error?.message).toContain("read your own format with the endpoint's `parse`");
    const { session } = ask({
      url: '/session',
      fetch: async () => json(answer),
      parse: (read: any) => read.accountSession,
    });
    expect((await session).info.expiresAt).toBe(1790000000);
  });

  it('carries all options of the page', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => json());
    const wishes = { account: 'acct_1', components: ['payments'], params: { a: 1 }, verify: 'fcsess_1' };
    await ask({ url: '/session', fetch }, wishes).session;
    expect(JSON.parse(fetch.mock.calls[0]![1]!.body as string)).toEqual({
      flow: 'connect',
      reason: 'initial',
      ...wishes,
    });
  });

  it('leaves out an empty account, which a server that compares it with the caller’s own would refuse', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => json());
    await ask({ url: '/session', fetch }, { account: '' }).session;
    expect(JSON.parse(fetch.mock.calls[0]![1]!.body as string)).toEqual({
      flow: 'connect',
      reason: 'initial',
    });
    const endpoint = vi.fn(async (_request: SessionRequest) => SECRET);
    await ask(endpoint, { account: '' }).session;
    expect(endpoint.mock.calls[0]![0].account).toBeUndefined();
  });

  it('is aborted with its caller', async () => {
    const controller = new AbortController();
    let given: AbortSignal | null | undefined;
    const fetch = (_url: unknown, init?: RequestInit) => {
      given = init?.signal;
      return new Promise<Response>(() => {});
    };
    const { session } = ask({ url: '/session', fetch }, { signal: controller.signal });
    const outcome = session.catch((error: unknown) => error);
    await turns();
    controller.abort();
    expect(await outcome).toMatchObject({ code: 'aborted' });
    expect(given?.aborted).toBe(true);
  });

  it('has fifteen seconds and three attempts by default', async () => {
    const fetch = vi.fn(() => new Promise<Response>(() => {}));
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { clock, session } = ask({ url: '/session', fetch });
    const outcome = session.catch((error: unknown) => error);
    for (const pause of [14_999, 1, 500, 15_000, 1_000, 14_999]) {
      await turns();
      clock.advance(pause);
    }
    await turns();
    expect(fetch).toHaveBeenCalledTimes(3);
    clock.advance(1);
    expect(await outcome).toMatchObject({ code: 'endpoint_timeout' });
  });

  it('is retried as often, and with such pauses, as the page says', async () => {
    const fetch = vi.fn(async () => json({}, { status: 503 }));
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { clock, session } = ask({ url: '/session', fetch, retry: { attempts: 2, minDelay: 40 } });
    const outcome = session.catch((error: unknown) => error);
    await turns();
    clock.advance(39);
    await turns();
    expect(fetch).toHaveBeenCalledTimes(1);
    clock.advance(1);
    expect(await outcome).toMatchObject({ code: 'endpoint_failed', status: 503 });
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('an endpoint function', () => {
  it('is called with the request, and may be aborted', async () => {
    const endpoint = vi.fn(async (_request: SessionRequest) => SECRET);
    await ask(endpoint, { account: 'acct_1' }).session;
    expect(endpoint).toHaveBeenCalledExactlyOnceWith({
      flow: 'connect',
      reason: 'initial',
      account: 'acct_1',
    });
    expect(endpoint.mock.calls[0]![0].signal).toBeInstanceOf(AbortSignal);
  });

  it('may be a Server Action, because everything that would be sent to the server is plain data', async () => {
    const isPlain = (value: unknown): boolean =>
      Object(value) !== value ||
      ([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value)) &&
        Object.values(value as object).every(isPlain));
    // React's own error message.
    const endpoint = async (request: SessionRequest) => {
      if (!isPlain(request)) throw new Error('Only plain objects can be passed to Server Functions.');
      return SECRET;
    };
    const wishes = { account: 'acct_1', components: ['payments'], params: { limits: { accounts: 1 } } };
    expect((await ask(endpoint, wishes).session).secret.take()).toBe(SECRET);
  });

  it('may replace the request’s signal with its own, for the helper that it passes the request to', async () => {
    const own = AbortSignal.timeout(60_000);
    const endpoint = vi.fn(async (request: SessionRequest) => {
      request.signal = own;
      return SECRET;
    });
    expect((await ask(endpoint).session).secret.take()).toBe(SECRET);
    expect(endpoint.mock.calls[0]![0].signal).toBe(own);
  });

  it('that throws is reported with what it threw, and may be retried', async () => {
    const cause = new Error('a bug');
    const error = await ask(() => Promise.reject(cause)).session.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'endpoint_failed', retryable: true, cause });
  });

  const withStatus = (status: number) => Object.assign(new Error('Request failed'), { status });
  it.each([
    ['a status on the error', withStatus(401), 'endpoint_unauthorized', false],
    [
      'the response on the error',
      Object.assign(new Error('403'), { response: { status: 403 } }),
      'endpoint_forbidden',
      false,
    ],
    [
      'the response beside a code of its own',
      Object.assign(new Error('401'), { status: 'fail', response: { status: 401 } }),
      'endpoint_unauthorized',
      false,
    ],
    ['the response itself', new Response(null, { status: 429 }), 'endpoint_rate_limited', true],
    ['a status of 502', withStatus(502), 'endpoint_failed', true],
    ['a status of 404', withStatus(404), 'endpoint_failed', false],
    ['a status of 400', withStatus(400), 'endpoint_failed', false],
    ['a status that is not a failure', withStatus(200), 'endpoint_failed', true],
    ['nothing', undefined, 'endpoint_failed', true],
  ])('that throws %s is taken at its word', async (_, cause, code, retryable) => {
    const error = await ask(() => Promise.reject(cause as Error)).session.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, retryable });
    if (cause instanceof Error) expect(error).toMatchObject({ cause: { message: cause.message } });
    const headers = () => Promise.reject(cause);
    expect(await told(() => json(), { headers, retry: 1 })).toMatchObject({ code, retryable });
  });

  it('that throws an error of this library has that error reported unchanged', async () => {
    const first = await ask(async () => '').session.catch((thrown: unknown) => thrown);
    const again = await ask(() => Promise.reject(first as Error)).session.catch((thrown: unknown) => thrown);
    expect(again).toBe(first);
  });

  it('that never answers has fifteen seconds', async () => {
    const { clock, session } = ask(() => new Promise(() => {}));
    const outcome = session.catch((error: unknown) => error);
    clock.advance(15_000);
    expect(await outcome).toMatchObject({
      code: 'endpoint_timeout',
      message: expect.stringContaining('15000 ms'),
    });
  });
});

it('a URL that another frame created is accepted as an address', async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  onTestFinished(() => frame.remove());
  const { URL: Theirs } = frame.contentWindow as unknown as { URL: typeof URL };
  const endpoint = new Theirs('https://app.example.com/session');
  expect(endpoint).not.toBeInstanceOf(URL);
  const fetch = vi.fn(async (_url: unknown) => json());
  vi.stubGlobal('fetch', fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect((await ask(endpoint).session).secret.take()).toBe(SECRET);
  expect(String(fetch.mock.calls[0]![0])).toBe('https://app.example.com/session');
});

describe('an endpoint that cannot be reached', () => {
  it('is named by its address without private parts, together with the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const error = await told(() => Promise.reject(cause));
    expect(error).toMatchObject({ code: 'endpoint_unreachable', retryable: true, cause });
    expect(error!.message).toContain(
      'The session endpoint (/session) could not be reached: the request did not get through.',
    );
  });

  it.each([401, 502])('is told apart from a `fetch` that throws for an error status: %i', async (status) => {
    const fetch = vi.fn(() =>
      Promise.reject(Object.assign(new Error('HTTPError'), { response: { status } })),
    );
    const error = await told(() => json(), { fetch });
    expect(error).toMatchObject({ status, retryable: status > 500 });
    expect(error!.message).toContain(`The session endpoint (/session) returned ${status}`);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('is told apart from a `fetch` that throws before it returns a promise', async () => {
    const fetch = vi.fn(() => {
      throw Object.assign(new Error('no token'), { status: 401 });
    });
    const error = await told(() => json(), { fetch });
    expect(error).toMatchObject({ code: 'endpoint_unauthorized', status: 401, retryable: false });
  });

  it('is not called while the device is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const error = await told(() => json());
    expect(error).toMatchObject({ code: 'endpoint_unreachable', retryable: true });
    expect(error!.message).toContain('this device is offline');
  });

  it('is called if a test’s `navigator` does not say whether it is online', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(undefined as never);
    expect(await told(() => json())).toBeUndefined();
  });

  it('because its response breaks off is reported with the cause', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    const error = await told(() => new Response(body));
    expect(error).toMatchObject({
      code: 'endpoint_unreachable',
      retryable: true,
      cause: { message: 'reset' },
    });
    expect(error!.message).toContain('the answer broke off');
  });

  it('is told apart from a response that the page’s `parse` cannot read, which is reported with the cause', async () => {
    const broken = new TypeError('answer.session is undefined');
    const error = await told(() => json(), {
      parse: () => {
        throw broken;
      },
    });
    expect(error).toMatchObject({ code: 'endpoint_invalid_response', retryable: false, cause: broken });
    expect(error!.message).toContain('is not what `parse` takes');
  });

  it('is told apart from page headers that fail, which leave the endpoint uncalled', async () => {
    const fetch = vi.fn(async () => json());
    const cause = new Error('no token');
    const error = await told(() => json(), { fetch, headers: () => Promise.reject(cause) });
    expect(error).toMatchObject({ code: 'endpoint_failed', retryable: true, cause });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('a response that is not a session', () => {
  it.each<[string, string, string | undefined, string]>([
    ['nothing', '', undefined, 'nothing'],
    ['whitespace', ' \n ', undefined, 'nothing'],
    ['an HTML page', '<p>Sign in</p>', undefined, 'HTML'],
    ['an HTML page after blank lines', '\n\n  <p>Sign in</p>', undefined, 'HTML'],
    ['an HTML page by its content type', 'Sign in', 'text/html; charset=utf-8', 'HTML'],
    ['text with a less-than sign', 'a < b', undefined, 'text'],
    ['plain text', 'Sign in', 'text/plain', 'text'],
  ])('%s', async (_, body, type, what) => {
    const answer = new Response(body, { status: 202, headers: type ? { 'Content-Type': type } : {} });
    if (!type) answer.headers.delete('Content-Type');
    const error = await told(() => answer);
    expect(error).toMatchObject({ code: 'endpoint_invalid_response', status: 202, retryable: false });
    expect(error!.message).toContain(`(/session) returned ${what} instead of JSON`);
  });

  it('is not read if it is larger than any session', async () => {
    const huge = (size: number) => json(undefined, { headers: { 'Content-Length': String(size) } });
    expect(await told(() => huge(1_000_001))).toMatchObject({
      code: 'endpoint_invalid_response',
      message: expect.stringContaining('returned over a megabyte instead of JSON'),
    });
    expect(await told(() => huge(1_000_000))).toBeUndefined();
  });

  it('is refused if it is larger than any session and did not declare its size', async () => {
    const huge = (size: number) => new Response(JSON.stringify({ client_secret: SECRET }).padEnd(size));
    expect((await told(() => huge(1_000_001)))?.message).toContain('returned over a megabyte');
    expect(await told(() => huge(1_000_000))).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each<[number, string, boolean]>([
    [401, 'endpoint_unauthorized', false],
    [403, 'endpoint_forbidden', false],
    [408, 'endpoint_failed', true],
    [429, 'endpoint_rate_limited', true],
    [404, 'endpoint_failed', false],
    [499, 'endpoint_failed', false],
    [500, 'endpoint_failed', true],
  ])('%i', async (status, code, retryable) => {
    const cancel = vi.fn();
    const error = await told(() => new Response(new ReadableStream({ cancel }), { status }));
    expect(error).toMatchObject({ code, retryable, status, retryAfter: undefined });
    expect(error!.message).toContain(`(/session) returned ${status}`);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('without a body, or with a body that cannot be cancelled, is still a refusal', async () => {
    expect(await told(() => new Response(null, { status: 500 }))).toMatchObject({ status: 500 });
    const cancel = () => Promise.reject(new Error('gone'));
    expect(await told(() => new Response(new ReadableStream({ cancel }), { status: 500 }))).toMatchObject({
      status: 500,
    });
  });

  it('is reported without waiting for a copy that nobody reads, such as Mock Service Worker makes', async () => {
    const copies: Response[] = [];
    const error = await told(() => {
      const answer = json({ error: { code: 'unauthorized' } }, { status: 401 });
      copies.push(answer.clone());
      return answer;
    });
    expect(error).toMatchObject({ code: 'endpoint_unauthorized', status: 401 });
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'Retry-After': '120' }, 120_000],
    ['a second', { 'Retry-After': '1' }, 1_000],
    ['no time at all', { 'Retry-After': '0' }, undefined],
    [
      'a date, by the server’s own clock',
      { 'Retry-After': 'Thu, 15 Jan 2026 10:02:00 GMT', Date: 'Thu, 15 Jan 2026 10:00:00 GMT' },
      120_000,
    ],
    [
      'a date equal to now',
      { 'Retry-After': 'Thu, 15 Jan 2026 10:00:00 GMT', Date: 'Thu, 15 Jan 2026 10:00:00 GMT' },
      undefined,
    ],
    [
      'a date in the past',
      { 'Retry-After': 'Thu, 15 Jan 2026 10:00:00 GMT', Date: 'Thu, 15 Jan 2026 10:02:00 GMT' },
      undefined,
    ],
    [
      'a date, by this page’s clock if the server’s is hidden',
      { 'Retry-After': 'Thu, 15 Jan 2026 09:32:00 GMT' },
      120_000,
    ],
    [
      'a date in the past, by this page’s clock',
      { 'Retry-After': 'Thu, 15 Jan 2026 09:28:00 GMT' },
      undefined,
    ],
    [
      'neither seconds nor a date',
      { 'Retry-After': 'soon 5', Date: 'Thu, 15 Jan 2026 10:00:00 GMT' },
      undefined,
    ],
    ['seconds followed by text', { 'Retry-After': '5 seconds' }, undefined],
    ['nothing', {}, undefined],
  ])('with a Retry-After of %s', async (_, headers, retryAfter) => {
    expect(await told(() => new Response(null, { status: 429, headers }))).toMatchObject({ retryAfter });
  });
});

describe('a stub of `fetch` in an app’s tests', () => {
  const answers = { ok: true, json: async () => ({ client_secret: SECRET }) };
  const stubbed = (answer: object) => async () => answer as Response;

  it.each<[string, object]>([
    ['`ok` and `json()` only', answers],
    ['a status too', { ...answers, status: 200 }],
    ['headers too', { ...answers, status: 200, headers: new Headers() }],
    ['headers in a map', { ...answers, headers: new Map() }],
    ['headers in an object', { ...answers, headers: {} }],
    ['`text()`', { ok: true, text: async () => JSON.stringify({ client_secret: SECRET }) }],
  ])('may return a response with %s', async (_, answer) => {
    const { session } = ask({ url: '/session', fetch: stubbed(answer) });
    expect((await session).secret.take()).toBe(SECRET);
  });

  it.each<[string, object]>([
    ['no body', {}],
    ['a body that cannot be cancelled', { body: {} }],
  ])('may refuse with %s', async (_, more) => {
    const error = await told(stubbed({ ok: false, status: 401, ...more }));
    expect(error).toMatchObject({ code: 'endpoint_unauthorized', status: 401 });
  });

  it('may return a body that breaks off, which is asked for again', async () => {
    const body = vi.fn(() => Promise.reject(new TypeError('terminated')));
    const error = await told(stubbed({ ok: true, status: 200, json: body }));
    expect(error).toMatchObject({ code: 'endpoint_unreachable', retryable: true });
  });

  it('may return a body that is not JSON, which is not asked for again', async () => {
    const body = vi.fn(async () => JSON.parse('<!doctype html>'));
    const error = await told(stubbed({ ok: true, status: 200, json: body }));
    expect(error).toMatchObject({ code: 'endpoint_invalid_response', status: 200 });
    expect(body).toHaveBeenCalledTimes(1);
  });
});

describe('the expiry time of a session', () => {
  const NOW = Date.UTC(2026, 0, 15, 10) / 1000;
  const minted = async (expires_at: unknown, headers?: Record<string, string>) => {
    const { clock, session } = ask({
      url: '/session',
      fetch: async () => json({ client_secret: SECRET, expires_at }, { headers }),
    });
    const { expiresAt } = await session;
    return expiresAt === undefined ? undefined : expiresAt - clock.now();
  };

  // The first here: the warning comes once.
  it('is reported in development if it has passed by the server’s own clock', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const date = { Date: new Date((NOW + 3_600) * 1000).toUTCString() };
    await minted(NOW + 3_601, date);
    // By this page's clock alone, which may be wrong.
    await minted(1);
    expect(warn).not.toHaveBeenCalled();
    await minted(NOW + 3_600, date);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('had already expired')]]);
    warn.mockRestore();
  });

  it('is relative to this page’s clock if the server sends no time', async () => {
    const clock = createManualClock();
    expect(await minted(clock.now() / 1000 + 60)).toBe(60_000);
  });

  it('is relative to the server’s clock if it sends its time', async () => {
    expect(await minted(NOW + 60, { Date: new Date(NOW * 1000).toUTCString() })).toBe(60_000);
  });

  it.each<[string, number | undefined, boolean]>([
    ['a day', 24 * 60 * 60, true],
    ['more than a day', 24 * 60 * 60 + 1, false],
    ['a second', 1, true],
    ['zero seconds', 0, false],
    ['a negative number of seconds', -1, false],
  ])('is checked against a lifetime of %s', async (_, life, known) => {
    const date = { Date: new Date(NOW * 1000).toUTCString() };
    expect(await minted(NOW + life!, date)).toBe(known ? life! * 1000 : undefined);
  });

  it('is unknown if the server does not return one', async () => {
    expect(await minted(undefined)).toBeUndefined();
    expect(await minted(null)).toBeUndefined();
    expect(await minted('soon')).toBeUndefined();
  });
});
