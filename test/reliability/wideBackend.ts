import type { SessionRequest } from 'stripe-embedded';
import type { Sandbox } from 'stripe-embedded/sandbox';
import { KEY } from '../support/stage.js';

/** What a backend does with a request. */
export const WIDE_WEATHERS = [
  'works',
  'slow',
  'held',
  'hangs',
  'throws',
  'html',
  'busy for long',
  'same secret',
  'other mode',
  401,
  403,
  429,
  500,
] as const;
export type WideWeather = (typeof WIDE_WEATHERS)[number];

/** Which user has which accounts, by their position in the sandbox. */
const PEOPLE = [[0, 1], [2]] as const;
export type Person = 0 | 1 | undefined;

interface Served {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** A backend with a cookie of its own, which serves each user only their accounts. */
export function openWideBackend(sandbox: Sandbox, broken: string[], ends: Map<string, number>) {
  const flying: Array<{ group: string; signal: AbortSignal; isOpen: boolean }> = [];
  const held: Array<() => void> = [];
  const given = new Map<string, string>();
  const state = {
    person: 0 as Person,
    weather: 'works' as WideWeather,
    /** Someone has signed out, and no request has arrived since. */
    isQuiet: false,
    /** If a newcomer has a session beside an existing one, as after a sign-out, two sessions are allowed. */
    isSplit: false,
    /** From then on, a secret that is returned twice is the backend's own fault. */
    hasRepeated: false,
  };

  const accountsOf = (person: Person) => {
    if (person === undefined) return [];
    return PEOPLE[person].map((at) => sandbox.accounts[at]!);
  };

  async function answer(request: SessionRequest): Promise<Served> {
    // The cookie's value when the request is sent, however late the response.
    const { person, weather } = state;
    if (weather === 'hangs') await new Promise(() => {});
    if (weather === 'slow') await new Promise<void>((go) => void sandbox.clock.setTimeout(go, 3_000));
    if (weather === 'held') await new Promise<void>((go) => void held.push(go));
    if (weather === 'throws') throw new TypeError('no such thing');
    if (weather === 'html') return { status: 200, body: '<html>' };
    if (weather === 'busy for long') return { status: 429, body: '{}', headers: { 'Retry-After': '120' } };
    if (typeof weather === 'number') return { status: weather, body: '{}' };
    const own = accountsOf(person).map(({ id }) => id);
    if (!own.length) return { status: 401, body: '{}' };
    const account = request.account ?? own[0]!;
    if (!own.includes(account)) return { status: 403, body: '{}' };
    const session = await sandbox.endpoint({ ...request, account, signal: undefined });
    if (!request.verify && request.flow === 'connect') {
      if (weather === 'same secret') session.clientSecret = given.get(account) ?? session.clientSecret;
      given.set(account, session.clientSecret);
      ends.set(session.clientSecret, (session.expiresAt ?? Infinity) * 1000);
    }
    const livemode = weather === 'other mode';
    return { status: 200, body: JSON.stringify({ ...session, livemode, publishableKey: KEY }) };
  }

  async function serve(group: string, request: SessionRequest): Promise<Served> {
    const { flow, account, verify, signal } = request;
    if (state.isQuiet) broken.push(`a request after the sign-out (${flow}, ${account})`);
    const mine = { group: `${group} ${flow}`, signal, isOpen: true };
    const others = flying.filter((one) => one.isOpen && !one.signal.aborted && one.group === mine.group);
    // A component that leaves aborts its request in a microtask, because React's StrictMode mounts it again at once. One
    // that takes its place may ask before that.
    queueMicrotask(() => {
      const isTwice = others.some((one) => one.isOpen && !one.signal.aborted);
      if (isTwice && !verify && !state.isSplit) broken.push(`two mints were in flight (${mine.group})`);
    });
    if (!verify) flying.push(mine);
    try {
      return await answer(request);
    } finally {
      mine.isOpen = false;
    }
  }

  return {
    state,
    accountsOf,
    setWeather(weather: WideWeather) {
      state.weather = weather;
      state.hasRepeated ||= weather === 'same secret';
    },
    /** Answers the waiting requests. */
    release: () => held.splice(0).forEach((go) => go()),
    ask: (group: string) => async (request: SessionRequest) => {
      const { status, body } = await serve(group, request);
      if (status !== 200) throw Object.assign(new Error(`The server answered ${status}`), { status });
      return (body.startsWith('<') ? body : JSON.parse(body)) as never;
    },
    fetch: (group: string) =>
      (async (_url: unknown, { body, signal }: RequestInit = {}) => {
        const gone = new Promise<never>((_, reject) =>
          signal!.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
        );
        const request = { ...(JSON.parse(body as string) as SessionRequest), signal: signal! };
        const served = await Promise.race([serve(group, request), gone]);
        const date = new Date(sandbox.clock.now()).toUTCString();
        return new Response(served.body, {
          status: served.status,
          headers: { ...served.headers, Date: date },
        });
      }) as typeof fetch,
  };
}

export type WideBackend = ReturnType<typeof openWideBackend>;
