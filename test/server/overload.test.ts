import { describe, expect, it } from 'vitest';
import { serverStage } from '../support/serverStage.js';

describe('under load', () => {
  it('1,000 at once, with Stripe answering in 200 ms, lose none', async () => {
    const { ask, sandbox } = serverStage({}, { latency: { script: 0, api: 200, element: 0 } });
    const answers = Promise.all(Array.from({ length: 1_000 }, () => ask({ flow: 'connect' })));
    // Ten rounds of a hundred.
    await answered(sandbox, answers);
    const secrets = (await answers).map(({ status, json }) =>
      status === 200 ? json['client_secret'] : undefined,
    );
    expect(new Set(secrets).size).toBe(1_000);
  });

  it('whoever comes when all places are taken is told to come back', async () => {
    const { ask, sandbox } = serverStage(
      { limit: { concurrent: 1, waiting: 1 } },
      { latency: { script: 0, api: 200, element: 0 } },
    );
    const answers = Promise.all([1, 2, 3].map(() => ask({ flow: 'connect' })));
    await answered(sandbox, answers);
    const statuses = (await answers).map(({ status }) => status);
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 200, 429]);
    expect((await answers).find(({ status }) => status === 429)!.headers.get('Retry-After')).toBe('1');
    expect((await Promise.all([ask({ flow: 'connect' }), tick(sandbox)]))[0].status).toBe(200);
  });

  it('a request that was given up while it waited never reaches Stripe', async () => {
    const { ask, calls } = serverStage({ limit: { concurrent: 1, waiting: 5 } });
    const gone = new AbortController();
    gone.abort();
    const answer = await ask({ flow: 'connect' }, { signal: gone.signal });
    expect(answer.json['error']).toMatchObject({ code: expect.any(String) });
    expect(calls).toHaveLength(0);
  });

  it.each([
    [true, 200, null],
    [false, 429, '1'],
    [30, 429, '30'],
  ])('a limiter of the app’s says %s', async (leave, status, retryAfter) => {
    const { ask } = serverStage({ rateLimit: async () => leave });
    const answer = await ask({ flow: 'connect' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Retry-After')).toBe(retryAfter);
  });
});

type ServerSandbox = ReturnType<typeof serverStage>['sandbox'];

/** Moves Stripe's clock until all have their answer. */
async function answered(sandbox: ServerSandbox, answers: Promise<unknown>) {
  let done = false;
  void answers.then(() => (done = true));
  for (let turn = 0; turn < 10_000 && !done; turn++) {
    sandbox.advance(200);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(done).toBe(true);
}

/** Lets the one request that is under way be answered. */
async function tick(sandbox: ServerSandbox) {
  for (let turn = 0; turn < 50; turn++) {
    sandbox.advance(200);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
