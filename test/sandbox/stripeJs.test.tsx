import { Elements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure/index.js';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Sandbox } from 'stripe-embedded/sandbox';
import { describe, expect, it } from 'vitest';
import { KEY, stage, type Stage } from '../support/stage.js';

type Result = Record<string, any>;
type Method = (options: object) => Promise<Result>;

const METHODS = {
  collectFinancialConnectionsAccounts: 'session',
  collectBankAccountToken: 'session',
  collectBankAccountForPayment: 'payment_intents',
  collectBankAccountForSetup: 'setup_intents',
} as const;
const methods = Object.keys(METHODS) as Array<keyof typeof METHODS>;

async function secretFor(
  { sandbox }: Stage,
  method: keyof typeof METHODS,
  params: object = {},
): Promise<string> {
  const path = METHODS[method];
  if (path === 'session')
    return (await sandbox.endpoint({ flow: 'financial_connections', params })).clientSecret;
  const response = await sandbox.fetch(`https://api.stripe.com/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_1', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: path === 'payment_intents' ? 'amount=100&currency=usd' : '',
  });
  return ((await response.json()) as { client_secret: string }).client_secret;
}

/** Calls a method with a fresh secret through Stripe's own loader. */
async function collect(set: Stage, method: keyof typeof METHODS, clientSecret?: string, params?: object) {
  const stripe = (await loadStripe(KEY)) as unknown as Record<string, Method>;
  const secret = clientSecret ?? (await secretFor(set, method, params));
  const promise = stripe[method]!({
    clientSecret: secret,
    params: { payment_method_type: 'us_bank_account' },
  });
  await set.tick();
  return { promise, secret };
}

const modal = () =>
  document.querySelector('[data-stripe-sandbox="bank-linking"]')?.shadowRoot?.querySelector('dialog');
const keys = async (...presses: string[]) => {
  const user = userEvent.setup();
  for (const press of presses) await user.keyboard(press);
};
/** In jsdom, Tab does not enter shadow trees. Here Enter presses each button; `chromium.node.test.ts` tests the order. */
async function press(text: string) {
  const buttons = [...modal()!.querySelectorAll<HTMLElement>('button')];
  buttons.find((button) => button.textContent?.includes(text))!.focus();
  await keys('{Enter}');
}

it('gives the page accounts of its own, which stay as they were when the server disconnects them', async () => {
  const set = stage();
  const { promise } = await collect(set, 'collectFinancialConnectionsAccounts');
  set.sandbox.financialConnections.link();
  const [account] = (await promise).financialConnectionsSession.accounts;
  const url = `https://api.stripe.com/v1/financial_connections/accounts/${account.id}/disconnect`;
  const init = { method: 'POST', headers: { Authorization: 'Bearer sk_test_1' } };
  const disconnected = (await (await set.sandbox.fetch(url, init)).json()) as { status: string };
  expect(disconnected.status).toBe('disconnected');
  expect(account.status).toBe('active');
});

describe.each(methods)('%s', (method) => {
  it('links by keyboard alone', async () => {
    const set = stage();
    const { promise } = await collect(set, method);
    expect(modal()).toHaveAttribute('aria-labelledby', 'title');
    await press('Agree and continue');
    await press('StripeBank');
    await press('Continue');
    await press('Link');
    await press('Done');
    const result = await promise;
    expect(result.error).toBeUndefined();
    if (method === 'collectBankAccountForPayment')
      expect(result.paymentIntent.status).toBe('requires_confirmation');
    else if (method === 'collectBankAccountForSetup')
      expect(result.setupIntent.status).toBe('requires_confirmation');
    else expect(result.financialConnectionsSession.accounts).toHaveLength(1);
    if (method === 'collectBankAccountToken') expect(result.token.bank_account.bank_name).toBe('StripeBank');
    expect(modal()).toBeUndefined();
    expect(set.log('collect')).toMatchObject([{ method, outcome: 'linked' }]);
  });

  it.each([
    ['consent', []],
    ['choosing a bank', ['Agree and continue']],
    ['a bank that is down', ['Agree and continue', 'Down Bank']],
    ['signing in', ['Agree and continue', 'StripeBank']],
    ['choosing accounts', ['Agree and continue', 'StripeBank', 'Continue']],
  ])('is cancelled by Escape at %s', async (_, path) => {
    const set = stage();
    const { promise } = await collect(set, method);
    for (const step of path) await press(step);
    await keys('{Escape}');
    const result = await promise;
    expect(result.error).toBeUndefined();
    expect(result.token).toBeUndefined();
    if (result.financialConnectionsSession) expect(result.financialConnectionsSession.accounts).toEqual([]);
    else expect((result.paymentIntent ?? result.setupIntent).status).toBe('requires_payment_method');
  });

  it('fails with the bank’s error', async () => {
    const set = stage();
    const { promise } = await collect(set, method);
    set.sandbox.financialConnections.fail({ message: 'The bank said no.' });
    expect(await promise).toMatchObject({ error: { message: 'The bank said no.' } });
    expect(modal()).toBeUndefined();
    expect(set.log('collect')).toMatchObject([{ method, outcome: 'failed' }]);
  });

  it.each(['The bank said no.', new Error('The bank said no.')])(
    'fails with the message of %o',
    async (error) => {
      const set = stage();
      const { promise } = await collect(set, method);
      set.sandbox.financialConnections.fail(error);
      expect(await promise).toEqual({ error: { type: 'api_error', message: 'The bank said no.' } });
    },
  );

  it('refuses a secret of another kind', async () => {
    stage();
    const stripe = (await loadStripe(KEY)) as unknown as Record<string, Method>;
    expect(() => stripe[method]!({ clientSecret: 'accs_secret__1' })).toThrow('clientSecret');
  });
});

describe('the modal', () => {
  it('reports an expired secret in its message', async () => {
    const set = stage();
    const secret = await secretFor(set, 'collectFinancialConnectionsAccounts');
    set.sandbox.expire();
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts', secret);
    expect((await promise).error.message).toContain('has expired');
  });

  it('accepts an account entered by hand and explains input errors', async () => {
    const set = stage();
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts');
    await press('Agree and continue');
    await press('Enter account details by hand');
    const [routing, number] = modal()!.querySelectorAll('input');
    routing!.focus();
    await keys('12', '{Enter}');
    expect(modal()!.textContent).toContain('A routing number has 9 digits.');
    await keys('{Backspace}{Backspace}110000000');
    number!.focus();
    await keys('000123456789', '{Enter}');
    await press('Done');
    expect((await promise).financialConnectionsSession.accounts[0].last4).toBe('6789');
  });

  it('shows only what the session allows', async () => {
    const set = stage();
    const params = { filters: { country: 'FR' }, limits: { accounts: 1 }, manualEntry: { mode: 'disabled' } };
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts', undefined, params);
    await press('Agree and continue');
    expect(modal()!.textContent).toContain('Banque des Quais');
    expect(modal()!.textContent).not.toContain('StripeBank');
    expect(modal()!.textContent).not.toContain('by hand');
    set.sandbox.financialConnections.cancel();
    await promise;
  });

  /** The accounts that a page receives for the accounts a test names. */
  async function linked(choices: Parameters<Sandbox['financialConnections']['link']>[0], params?: object) {
    const set = stage();
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts', undefined, params);
    set.sandbox.financialConnections.link(choices);
    return (await promise).financialConnectionsSession.accounts as object[];
  }

  it('links the accounts that a test names, and fills in missing fields from the first account it shows', async () => {
    expect(await linked([{ last4: '6789' }, { name: 'Rainy days', subcategory: 'savings' }])).toMatchObject([
      {
        last4: '6789',
        institution_name: 'StripeBank',
        display_name: 'Checking',
        category: 'cash',
        subcategory: 'checking',
        balance: { current: { usd: expect.any(Number) } },
      },
      { last4: expect.stringMatching(/^\d{4}$/), display_name: 'Rainy days', subcategory: 'savings' },
    ]);
  });

  it('accepts the API’s names for the bank and the account', async () => {
    const named = { institution_name: 'Harbor Credit Union', display_name: 'Rent', last4: undefined };
    expect(await linked([named])).toMatchObject([
      { institution_name: 'Harbor Credit Union', display_name: 'Rent', last4: expect.any(String) },
    ]);
  });

  it('links an account of the first bank it shows', async () => {
    const params = { filters: { country: 'FR', accountSubcategories: ['savings'] } };
    const french = { institution_name: 'Banque des Quais', subcategory: 'savings' };
    expect(await linked(undefined, params)).toMatchObject([french]);
    expect(await linked([{ last4: '6789' }], params)).toMatchObject([french]);
    const nothing = { filters: { country: 'AQ', accountSubcategories: ['mortgage'] } };
    expect(await linked([{ last4: '6789' }], nothing)).toMatchObject([{ institution_name: 'StripeBank' }]);
  });

  it.each([
    ['something that is not a list', { last4: '6789' }],
    ['text instead of accounts', ['6789']],
    ['null instead of an account', [null]],
  ])('stays open when link() gets %s', async (_, choices) => {
    const set = stage();
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts');
    expect(() => set.sandbox.financialConnections.link(choices as never)).toThrow('`accounts`');
    expect(set.sandbox.financialConnections.isOpen).toBe(true);
    set.sandbox.financialConnections.cancel();
    await promise;
  });

  it('opens only once at a time, and restores focus', async () => {
    const set = stage();
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    const { promise } = await collect(set, 'collectFinancialConnectionsAccounts');
    const stripe = (await loadStripe(KEY)) as unknown as Record<string, Method>;
    const other = await secretFor(set, 'collectFinancialConnectionsAccounts');
    expect(() => stripe['collectFinancialConnectionsAccounts']!({ clientSecret: other })).toThrow('already');
    await keys('{Escape}');
    await promise;
    expect(button).toHaveFocus();
    button.remove();
  });

  it('can or cannot reopen after a cancellation, as `unknown.cancelledBankSession` says', async () => {
    for (const [cancelledBankSession, works] of [
      ['reusable', true],
      ['used', false],
    ] as const) {
      const set = stage({ unknown: { cancelledBankSession } });
      const first = await collect(set, 'collectFinancialConnectionsAccounts');
      set.sandbox.financialConnections.cancel();
      await first.promise;
      const again = await collect(set, 'collectFinancialConnectionsAccounts', first.secret);
      if (works) set.sandbox.financialConnections.link();
      expect(Boolean((await again.promise).error)).toBe(!works);
    }
  });
});

describe('Stripe.js’s own packages', () => {
  it('accept the sandbox as Stripe, in react-stripe-js', async () => {
    stage();
    let stripe: Stripe | null = null;
    function Reach() {
      stripe = useStripe();
      return null;
    }
    const loaded = await loadStripe(KEY);
    render(
      <Elements stripe={loaded}>
        <Reach />
      </Elements>,
    );
    expect(stripe).toBe(loaded);
  });

  it('refuse a secret key', async () => {
    stage();
    await expect(loadStripe('sk_test_1')).rejects.toThrow('secret key');
  });
});

it.each(methods.filter((method) => METHODS[method] === 'session'))(
  '%s reports a used secret with a message and no code',
  async (method) => {
    const set = stage();
    const first = await collect(set, method);
    set.sandbox.financialConnections.link();
    await first.promise;
    const again = await collect(set, method, first.secret);
    expect(await again.promise).toEqual({
      error: { type: 'invalid_request_error', message: expect.stringContaining('already been used') },
    });
  },
);

it.each(['verifyMicrodepositsForSetup', 'verifyMicrodepositsForPayment', 'confirmCardPayment'] as const)(
  '%s throws because the sandbox does not have it',
  async (name) => {
    stage();
    const stripe = (await loadStripe(KEY))!;
    expect(() => stripe[name]('seti_1_secret_1')).toThrow(`stripe.${name}() is not part of the sandbox`);
  },
);
