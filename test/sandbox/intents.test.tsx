import { loadStripe } from '@stripe/stripe-js/pure/index.js';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { KEY, stage } from '../support/stage.js';

const KINDS = {
  payment_intent: { confirmed: 'processing', name: 'PaymentIntent' },
  setup_intent: { confirmed: 'succeeded', name: 'SetupIntent' },
} as const;
type Kind = keyof typeof KINDS;

type Intent = { id: string; client_secret: string; status: string; next_action: any; payment_method: any };
type Answer = { error?: object; paymentIntent?: Intent; setupIntent?: Intent };

interface Intents {
  retrieve(id: string): Promise<Intent>;
  confirm(id: string, params?: object): Promise<Intent>;
}

/** A page with Stripe's own loader, and a server with the real SDK. */
async function setup(kind: Kind) {
  const set = stage();
  const server = new Stripe('sk_test_1', {
    httpClient: Stripe.createFetchHttpClient(set.sandbox.fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const stripe = (await loadStripe(KEY)) as unknown as Record<string, (...input: any[]) => Promise<Answer>>;
  const isPayment = kind === 'payment_intent';
  const word = isPayment ? 'Payment' : 'Setup';
  const intentOf = ({ error, paymentIntent, setupIntent }: Answer) => {
    expect(error).toBeUndefined();
    return (paymentIntent ?? setupIntent)!;
  };
  const { client_secret: secret, id } = (await (isPayment
    ? server.paymentIntents.create({ amount: 100, currency: 'usd' })
    : server.setupIntents.create({}))) as Intent;

  const { paymentIntents, setupIntents } = server;
  const [onServer, others] = isPayment ? [paymentIntents, setupIntents] : [setupIntents, paymentIntents];

  async function collect(end: (bank: typeof set.sandbox.financialConnections) => void) {
    const answer = stripe[`collectBankAccountFor${word}`]!({
      clientSecret: secret,
      params: { payment_method_type: 'us_bank_account' },
    });
    await set.tick();
    // A refused intent opens no modal.
    if (set.sandbox.financialConnections.isOpen) end(set.sandbox.financialConnections);
    return answer;
  }
  return {
    ...set,
    secret,
    intentOf,
    collect,
    link: () => collect((bank) => bank.link()),
    confirm: (data?: object, by = secret) => stripe[`confirmUsBankAccount${word}`]!(by, data),
    retrieve: async () => intentOf(await stripe[`retrieve${word}Intent`]!(secret)),
    onServer: onServer as unknown as Intents,
    others: others as unknown as Intents,
    id,
  };
}

describe.each(Object.keys(KINDS) as Kind[])('a %s', (kind) => {
  const { confirmed, name } = KINDS[kind];

  it('is confirmed with the linked account, as page and server see', async () => {
    const { link, confirm, intentOf, retrieve, onServer, id } = await setup(kind);
    const collected = intentOf(await link());
    expect(collected).toMatchObject({
      id,
      status: 'requires_confirmation',
      payment_method: expect.any(String),
    });
    expect(intentOf(await confirm())).toMatchObject({
      id,
      status: confirmed,
      payment_method: collected.payment_method,
    });
    expect(collected.status).toBe('requires_confirmation');
    expect((await retrieve()).status).toBe(confirmed);
    expect((await onServer.retrieve(id)).status).toBe(confirmed);
  });

  it('can be collected for again until it is confirmed, and then no more', async () => {
    const { link, collect, confirm, intentOf } = await setup(kind);
    const first = intentOf(await link());
    const second = intentOf(await link());
    expect(second.payment_method).not.toBe(first.payment_method);
    // Cancelling keeps what was linked before.
    expect(intentOf(await collect((bank) => bank.cancel())).payment_method).toBe(second.payment_method);
    await confirm();
    expect(await link()).toMatchObject({
      error: {
        type: 'invalid_request_error',
        code: `${kind}_unexpected_state`,
        message: expect.stringContaining(`this ${name} because it has a status of ${confirmed}`),
      },
    });
    expect(await confirm()).toMatchObject({ error: { code: `${kind}_unexpected_state` } });
  });

  it('waits for small deposits if the numbers were typed in', async () => {
    const { collect, confirm, intentOf } = await setup(kind);
    await collect((bank) => bank.link([{ last4: '6789', manual: true }]));
    expect(intentOf(await confirm())).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'verify_with_microdeposits' },
    });
  });

  it.each<[string, object, string]>([
    ['a payment method that exists', { payment_method: 'pm_1' }, confirmed],
    [
      'account numbers',
      { payment_method: { us_bank_account: { account_number: '000123456789' } } },
      'requires_action',
    ],
    [
      'a linked account',
      { payment_method: { us_bank_account: { financial_connections_account: 'fca_1' } } },
      confirmed,
    ],
  ])('is confirmed with %s, without linking', async (_, data, status) => {
    const { confirm, intentOf } = await setup(kind);
    expect(intentOf(await confirm(data)).status).toBe(status);
  });

  it('is not confirmed without a payment method', async () => {
    const { confirm, retrieve, onServer, id } = await setup(kind);
    const refusal = {
      code: `${kind}_unexpected_state`,
      message: expect.stringContaining('missing a payment method'),
    };
    expect(await confirm()).toMatchObject({ error: refusal });
    await expect(onServer.confirm(id)).rejects.toMatchObject({ statusCode: 400, ...refusal });
    expect((await retrieve()).status).toBe('requires_payment_method');
  });

  it('is confirmed by the server', async () => {
    const { link, onServer, retrieve, id } = await setup(kind);
    await link();
    const mandate_data = { customer_acceptance: { type: 'offline' } };
    expect((await onServer.confirm(id, { mandate_data })).status).toBe(confirmed);
    expect((await retrieve()).status).toBe(confirmed);
    await expect(onServer.confirm('xi_none')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('is neither read nor confirmed by the server as one of the other kind', async () => {
    const { onServer, others, id } = await setup(kind);
    const refusal = { statusCode: 404, code: 'resource_missing' };
    await expect(others.retrieve(id)).rejects.toMatchObject(refusal);
    await expect(others.confirm(id, { payment_method: 'pm_1' })).rejects.toMatchObject(refusal);
    expect((await onServer.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('still waits for small deposits if the server names the payment method whose numbers were typed in', async () => {
    const { collect, intentOf, onServer, id } = await setup(kind);
    const { payment_method } = intentOf(
      await collect((bank) => bank.link([{ last4: '6789', manual: true }])),
    );
    expect((await onServer.confirm(id, { payment_method })).status).toBe('requires_action');
  });

  it('is confirmed by the server with a linked account', async () => {
    const { onServer, id } = await setup(kind);
    const us_bank_account = { financial_connections_account: 'fca_1' };
    const payment_method_data = { type: 'us_bank_account', us_bank_account };
    expect((await onServer.confirm(id, { payment_method_data })).status).toBe(confirmed);
  });

  it('is neither read nor confirmed with a wrong secret', async () => {
    const { id, confirm, onServer } = await setup(kind);
    const answer = await confirm({ payment_method: 'pm_1' }, `${id}_secret_wrong`);
    expect(answer).toMatchObject({ error: { message: `No such ${kind}.` } });
    expect((await onServer.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('is refused with another secret, another mode and a failing Stripe', async () => {
    const { sandbox, secret } = await setup(kind);
    const other = (await loadStripe('pk_live_1')) as unknown as Record<
      string,
      (secret: string) => Promise<Answer>
    >;
    const confirm = other[`confirmUsBankAccount${kind === 'payment_intent' ? 'Payment' : 'Setup'}`]!;
    expect(await confirm(secret)).toMatchObject({
      error: { message: expect.stringContaining('different modes') },
    });
    await expect(confirm('fcsess_1_secret_1')).rejects.toThrow('should be the client secret of a');
    sandbox.fail({ api: 500 });
    expect(await confirm(secret)).toMatchObject({ error: { type: 'api_error' } });
  });
});

describe('a server', () => {
  const server = () =>
    new Stripe('sk_test_1', {
      httpClient: Stripe.createFetchHttpClient(stage().sandbox.fetch),
      maxNetworkRetries: 0,
      telemetry: false,
    });

  it('creates a payment as a platform does, and reads it as a page would', async () => {
    const { paymentIntents } = server();
    const { id, client_secret } = await paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      customer: 'cus_1',
      description: 'Rent',
      metadata: { order: '7' },
      setup_future_usage: 'off_session',
      application_fee_amount: 10,
      transfer_data: { destination: 'acct_1' },
      automatic_payment_methods: { enabled: true },
      payment_method_options: { us_bank_account: { verification_method: 'instant' } },
    });
    expect(await paymentIntents.retrieve(id, { client_secret: client_secret! })).toMatchObject({
      description: 'Rent',
      metadata: { order: '7' },
      setup_future_usage: 'off_session',
      application_fee_amount: 10,
      transfer_data: { destination: 'acct_1' },
      status: 'requires_payment_method',
    });
  });

  it('creates a set-up for later payments', async () => {
    expect(
      await server().setupIntents.create({ usage: 'off_session', flow_directions: ['inbound'] }),
    ).toMatchObject({ usage: 'off_session', metadata: {} });
  });

  it.each([{ currency: 'usd' }, { amount: 100 }])('creates no payment with only %o', async (params) => {
    const { paymentIntents } = server();
    const refusal = { statusCode: 400, code: 'parameter_missing' };
    await expect(paymentIntents.create(params as any)).rejects.toMatchObject(refusal);
  });

  it('creates nothing with a parameter of the other kind', async () => {
    const { paymentIntents, setupIntents } = server();
    const refusal = { statusCode: 400, code: 'parameter_unknown' };
    const payment = { amount: 100, currency: 'usd', usage: 'off_session' };
    await expect(paymentIntents.create(payment)).rejects.toMatchObject({ ...refusal, param: 'usage' });
    const setUp = { currency: 'usd' } as Stripe.SetupIntentCreateParams;
    await expect(setupIntents.create(setUp)).rejects.toMatchObject({ ...refusal, param: 'currency' });
  });

  it('creates and confirms in one step', async () => {
    const { paymentIntents } = server();
    const params = { amount: 100, currency: 'usd', payment_method: 'pm_1' };
    expect(await paymentIntents.create(params)).toMatchObject({
      status: 'requires_confirmation',
      payment_method: 'pm_1',
    });
    expect(await paymentIntents.create({ ...params, confirm: true, off_session: true })).toMatchObject({
      status: 'processing',
      payment_method: 'pm_1',
    });
  });
});
