import { createSandbox, listen } from 'stripe-embedded/sandbox/node';
import { describe, expect, it, onTestFinished } from 'vitest';

describe('a sandbox that listens', () => {
  it.each([
    ['connect.js', '/connect.js'],
    ['Stripe’s own address of it', '/v1.0/connect.js'],
    ['stripe.js', '/stripe.js'],
    ['Stripe’s own address of it', '/v3'],
    ['its newer one', '/endive/stripe.js'],
    ['its oldest one', '/v3/stripe.js'],
  ])('serves %s, %s', async (_, path) => {
    const { url, close } = await listen();
    onTestFinished(close);
    const answer = await fetch(url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toContain('text/javascript');
    expect(await answer.text()).toContain(path.includes('connect') ? 'StripeConnect' : 'collectBankAccount');
  });

  it('is the one that was given, at the port that was given, until it is closed', async () => {
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
    'takes %s for the API',
    async (path) => {
      const { url, close } = await listen();
      onTestFinished(close);
      expect((await fetch(url + path)).status).toBe(401);
    },
  );

  it.each([
    ['connect', '/connect.js'],
    ['stripe', '/stripe.js'],
  ])('lets %s fail, by its short address too', async (only, path) => {
    const { url, sandbox, close } = await listen();
    onTestFinished(close);
    sandbox.fail({ script: 'garbage', only });
    expect(await (await fetch(url + path)).text()).toBe('/* nothing of use */');
  });
});
