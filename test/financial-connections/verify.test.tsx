import { act } from '@testing-library/react';
import type { SessionRequest, SessionResponse } from 'stripe-embedded';
import { describe, expect, it, vi } from 'vitest';
import { renderLinking } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

const ACCOUNT = { id: 'fca_1', institution_name: 'StripeBank', last4: '6789', status: 'active' };
const SESSION = { id: 'fcsess_1', client_secret: 'fcsess_1_secret_1', livemode: false, accounts: [ACCOUNT] };

describe('verify', () => {
  const verified = async (answer: unknown, session: object = SESSION, more: object = {}) => {
    const requests: SessionRequest[] = [];
    const set = stage({ accounts: [{ id: 'acct_1' }] });
    const endpoint = async (request: SessionRequest) => {
      requests.push(request);
      return request.verify ? (answer as never) : set.sandbox.endpoint(request);
    };
    const collect = async () => ({ financialConnectionsSession: session, ...more });
    const stripe = {
      collectFinancialConnectionsAccounts: collect,
      collectBankAccountToken: collect,
    } as never;
    const { start } = renderLinking(
      set,
      { verify: true },
      { stripe, endpoint: endpoint as never, account: 'acct_1' },
    );
    const method = 'token' in more ? 'collectBankAccountToken' : 'collectAccounts';
    return { requests, answer: (await start(method)).answer };
  };
  const server = [{ ...ACCOUNT, display_name: 'As the server has it' }];

  it.each<[string, object]>([
    ['a list', { id: 'fcsess_1', accounts: server }],
    ['a list object of Stripe’s', { id: 'fcsess_1', accounts: { data: server } }],
    ['no id', { accounts: server }],
    ['everything under session', { session: { id: 'fcsess_1', accounts: server } }],
    ['everything under data', { data: { id: 'fcsess_1', accounts: server } }],
  ])('trusts a server that returns %s', async (_, given) => {
    const { answer, requests } = await verified(given);
    expect(answer).toMatchObject({ type: 'linked', verified: true, accounts: server });
    expect(requests.at(-1)).toMatchObject({
      flow: 'financial_connections',
      reason: 'initial',
      account: 'acct_1',
      verify: 'fcsess_1',
    });
  });

  it.each<[string, unknown, string]>([
    ['another account', { accounts: [{ id: 'fca_2' }] }, 'flow_failed'],
    ['an extra account', { accounts: [...server, { id: 'fca_2' }] }, 'flow_failed'],
    ['the same session under another id', { id: 'fcsess_2', accounts: server }, 'flow_failed'],
    ['null', null, 'endpoint_invalid_response'],
    ['a string for accounts', { accounts: 'fca_1' }, 'endpoint_invalid_response'],
    ['no accounts', {}, 'endpoint_invalid_response'],
  ])('fails if the server returns %s', async (_, given, code) => {
    const { answer } = await verified(given);
    expect(answer).toMatchObject({ type: 'failed', error: { code } });
    expect((answer as { error: Error }).error.message).toContain(
      code === 'flow_failed' ? 'returned other accounts' : 'has no `accounts`',
    );
  });

  it('fails if one of two accounts is another', async () => {
    const two = { ...SESSION, accounts: [ACCOUNT, { ...ACCOUNT, id: 'fca_2' }] };
    const { answer } = await verified({ accounts: [{ id: 'fca_1' }, { id: 'fca_3' }] }, two);
    expect(answer).toMatchObject({ type: 'failed', error: { code: 'flow_failed' } });
  });

  it('confirms the accounts of a token, and leaves the token as it is', async () => {
    const token = { id: 'btok_1' };
    const { answer, requests } = await verified({ accounts: server }, SESSION, { token });
    expect(requests.at(-1)?.verify).toBe('fcsess_1');
    expect(answer).toEqual({
      type: 'token',
      token,
      session: { id: 'fcsess_1', livemode: false, accounts: [ACCOUNT] },
    });
  });

  it('sends no request for an intent', async () => {
    const intent = { status: 'requires_confirmation' };
    const set = stage();
    const stripe = { collectBankAccountForSetup: async () => ({ setupIntent: intent }) } as never;
    const { start } = renderLinking(set, { verify: true }, { stripe });
    expect((await start('collectBankAccountForSetup', { clientSecret: 'seti_1_secret_1' })).answer).toEqual({
      type: 'needs_confirmation',
      intent,
    });
    expect(set.log('mint')).toHaveLength(0);
  });

  interface Own {
    bank: { token: string };
  }

  it.each<[string, (json: unknown) => SessionResponse]>([
    ['throws for any other response', (json) => ({ clientSecret: (json as Own).bank.token })],
    ['reads only what it knows', (json) => ({ clientSecret: (json as Partial<Own>).bank?.token ?? '' })],
  ])('reads the verified accounts without the page’s `parse`, which %s', async (_, parse) => {
    const set = stage();
    const fetch = vi.fn(async (_url: unknown, init?: RequestInit) => {
      const request = JSON.parse(String(init!.body)) as SessionRequest;
      const answer = await set.sandbox.endpoint(request);
      return Response.json(request.verify ? answer : { bank: { token: answer.clientSecret } });
    });
    const endpoint = { url: '/session', fetch: fetch as never, parse };
    const { start } = renderLinking(set, { verify: true }, { endpoint });
    const flow = await start('collectAccounts');
    await act(async () => set.sandbox.financialConnections.link());
    await set.tick();
    expect(flow.answer).toMatchObject({ type: 'linked', verified: true });
  });
});
