import { createSandbox, listen } from 'stripe-embedded/sandbox/node';
import { describe, expect, it, onTestFinished } from 'vitest';

describe('a listening sandbox', () => {
  it.each([
    ['connect.js', '/connect.js'],
    ['Stripe’s URL for connect.js', '/v1.0/connect.js'],
    ['stripe.js', '/stripe.js'],
    ['Stripe’s URL for stripe.js', '/v3'],
    ['the newer URL for stripe.js', '/endive/stripe.js'],
    ['the oldest URL for stripe.js', '/v3/stripe.js'],
  ])('serves %s at %s', async (_, path) => {
    const { url, close } = await listen();
    onTestFinished(close);
    const answer = await fetch(url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
    expect(await answer.text()).toContain(path.includes('connect') ? 'StripeConnect' : 'collectBankAccount');
  });

  it.each(['/connect.js', '/stripe.js'])(
    'serves %s in letters that are the same in every encoding, for routes that forget the charset',
    async (path) => {
      const { url, close } = await listen();
      onTestFinished(close);
      expect(/[\u0080-\uffff]+/.exec(await (await fetch(url + path)).text())?.[0]).toBeUndefined();
    },
  );

  it('uses the given sandbox and port until it is closed', async () => {
    const sandbox = createSandbox();
    const free = await listen();
    const { port } = new URL(free.url);
    await free.close();
    const listening = await listen({ sandbox, port: Number(port) });
    onTestFinished(() => listening.close());
    expect(listening.url).toBe(`http://127.0.0.1:${port}`);
    expect(listening.sandbox).toBe(sandbox);
    await listening.close();
    await expect(fetch(listening.url)).rejects.toThrow();
  });

  it.each(['/v1/connect.js/accounts', '/v1/stripe.js', '/connectxjs'])(
    'treats %s as an API path',
    async (path) => {
      const { url, close } = await listen();
      onTestFinished(close);
      expect((await fetch(url + path)).status).toBe(401);
    },
  );

  it.each([
    ['connect', '/connect.js'],
    ['stripe', '/stripe.js'],
  ])('lets %s fail at its short URL too', async (only, path) => {
    const { url, sandbox, close } = await listen();
    onTestFinished(close);
    sandbox.fail({ script: 'garbage', only });
    expect(await (await fetch(url + path)).text()).toBe('/* nothing of use */');
  });
});
