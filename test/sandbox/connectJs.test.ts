import { loadConnectAndInitialize } from '@stripe/connect-js/pure.js';
import type { LoadError } from '@stripe/connect-js';
import { within } from '@testing-library/dom';
import { userEvent } from '@testing-library/user-event';
import type { Sandbox, SandboxOptions } from 'stripe-embedded/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import reference from '../reference/connect-element-setters.json' with { type: 'json' };
import { KEY, stage } from '../support/stage.js';

afterEach(() => document.body.replaceChildren());

/** Stripe's own loader, unmodified, running on a sandbox. */
function load(
  options: SandboxOptions = {},
  params: object = {},
  mint?: (sandbox: Sandbox) => Promise<string>,
) {
  const set = stage(options);
  const fetchClientSecret = vi.fn(async () =>
    mint ? mint(set.sandbox) : (await set.sandbox.endpoint({ flow: 'connect' })).clientSecret,
  );
  const instance = loadConnectAndInitialize({ publishableKey: KEY, fetchClientSecret, ...params });
  const show = (tag: string) => {
    const element = instance.create(tag as 'payments');
    const heard: string[] = [];
    element.setOnLoaderStart(({ elementTagName }) => heard.push(`loaderStart ${elementTagName}`));
    element.setOnLoadError(({ error }: LoadError) => heard.push(`loadError ${error.type}`));
    document.body.append(element);
    const inside = () => within(element.shadowRoot!.querySelector<HTMLElement>('.root')!);
    return { element, heard, inside, text: () => element.shadowRoot?.textContent ?? '' };
  };
  return { ...set, instance, fetchClientSecret, show };
}

describe('Stripe’s Connect loader on the sandbox', () => {
  it('draws an element, which fires onLoaderStart', async () => {
    const { show, tick, log } = load();
    const { heard, text } = show('payments');
    await tick();
    expect(heard).toEqual(['loaderStart payments']);
    expect(text()).toContain('Rocket Rides');
    expect(log('claim')).toHaveLength(1);
  });

  it.each<[string, string, (set: ReturnType<typeof stage>) => Promise<string>]>([
    ['unknown', 'account_session_create_error', async () => 'accs_secret__unknown'],
    ['missing', 'account_session_create_error', async () => undefined as unknown as string],
    [
      'used',
      'account_session_create_error',
      async ({ sandbox }) => {
        const { clientSecret } = await sandbox.endpoint({ flow: 'connect' });
        await sandbox.host.claim({ clientSecret, publishableKey: KEY });
        return clientSecret;
      },
    ],
    [
      'expired',
      'account_session_create_error',
      async ({ sandbox }) => {
        const { clientSecret } = await sandbox.endpoint({ flow: 'connect' });
        sandbox.expire();
        return clientSecret;
      },
    ],
    [
      'for the other mode',
      'authentication_error',
      async ({ sandbox }) => {
        const response = await sandbox.fetch('https://api.stripe.com/v1/account_sessions', {
          method: 'POST',
          headers: { Authorization: 'Bearer sk_live_1', 'Content-Type': 'application/x-www-form-urlencoded' },
          body: `account=${sandbox.accounts[0]!.id}&components[payments][enabled]=true`,
        });
        return ((await response.json()) as { client_secret: string }).client_secret;
      },
    ],
  ])('reports a secret that is %s as %s', async (_, type, mint) => {
    const set = stage();
    const instance = loadConnectAndInitialize({ publishableKey: KEY, fetchClientSecret: () => mint(set) });
    const onLoadError = vi.fn();
    const element = instance.create('payments');
    element.setOnLoadError(onLoadError);
    document.body.append(element);
    await set.tick();
    expect(onLoadError).toHaveBeenCalledWith({
      elementTagName: 'payments',
      error: { type, message: expect.any(String) },
    });
    expect(element.shadowRoot?.textContent ?? '').toBe('');
  });

  it('asks for one new secret when the session expires, and keeps what is on the page', async () => {
    const { show, tick, fetchClientSecret } = load({ sessionTtl: 60 });
    const shown = [show('payments'), show('payouts'), show('balances')];
    await tick();
    await tick(60_000);
    expect(fetchClientSecret).toHaveBeenCalledTimes(2);
    expect(shown.map(({ heard }) => heard.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ['load_error', ['loaderStart payments', 'loadError account_session_create_error']],
    ['silent', ['loaderStart payments']],
  ] as const)(
    'handles a failed refresh as `unknown.failedRefresh` says (%s)',
    async (failedRefresh, expected) => {
      let calls = 0;
      const { show, tick, sandbox } = load({ unknown: { failedRefresh } }, {}, async (inner) => {
        if (calls++) throw new Error('down');
        return (await inner.endpoint({ flow: 'connect' })).clientSecret;
      });
      const { heard } = show('payments');
      await tick();
      sandbox.expire();
      await tick();
      expect(heard).toEqual(expected);
    },
  );

  it('refreshes only when needed if `unknown.expiry` is lazy', async () => {
    const { show, tick, sandbox, fetchClientSecret } = load({ unknown: { expiry: 'lazy' } });
    show('payments');
    await tick();
    sandbox.expire();
    await tick();
    expect(fetchClientSecret).toHaveBeenCalledTimes(1);
    const late = show('payouts');
    await tick();
    expect(fetchClientSecret).toHaveBeenCalledTimes(2);
    expect(late.heard).toEqual(['loaderStart payouts']);
  });

  it('refuses a component that the session does not enable', async () => {
    const set = stage();
    const instance = loadConnectAndInitialize({
      publishableKey: KEY,
      fetchClientSecret: async () =>
        (await set.sandbox.endpoint({ flow: 'connect', components: ['payments'] })).clientSecret,
    });
    const onLoadError = vi.fn();
    const element = instance.create('payouts');
    element.setOnLoadError(onLoadError);
    document.body.append(element);
    await set.tick();
    expect(onLoadError.mock.calls[0]![0].error.type).toBe('invalid_request_error');
  });

  it.each(Object.entries(reference.ga))('supports each setter of %s', async (tag, setters) => {
    const { instance, tick, log } = load();
    const element = instance.create(tag as 'payments') as unknown as Record<
      string,
      (value: unknown) => void
    > &
      HTMLElement;
    for (const setter of setters) element[setter]!(setter.startsWith('setOn') ? () => {} : 'value');
    document.body.append(element);
    await tick();
    expect(log('setter').map((entry) => 'name' in entry && entry.name)).toEqual(setters);
  });

  it('updates colours and language on screen', async () => {
    const { show, tick, instance } = load(
      {},
      { appearance: { variables: { colorPrimary: '#ff0000' } }, locale: 'en-GB' },
    );
    const { element, text } = show('payments');
    await tick();
    const root = () => element.shadowRoot!.querySelector<HTMLElement>('.root')!;
    expect(root().style.getPropertyValue('--colorPrimary')).toBe('#ff0000');
    instance.update({ appearance: { variables: { colorPrimary: '#00ff00' } }, locale: 'ar' });
    await tick();
    expect(root().style.getPropertyValue('--colorPrimary')).toBe('#00ff00');
    expect(root().dir).toBe('rtl');
    expect(text()).toContain('المدفوعات');
  });

  it('goes blank on logout and stays blank', async () => {
    const { show, tick, instance, log } = load();
    const { text } = show('payments');
    await tick();
    await instance.logout();
    expect(text()).toBe('');
    const later = show('payouts');
    await tick();
    expect(later.heard).toEqual([]);
    expect(log('logout')).toHaveLength(1);
  });

  it('shows the same data for a business in every run', async () => {
    const one = load();
    const a = one.show('payments');
    await one.tick();
    const first = a.text();
    document.body.replaceChildren();
    const two = load();
    const b = two.show('payments');
    await two.tick();
    expect(b.text()).toBe(first);
  });

  it('names the events that exist when a test emits one that does not', async () => {
    const { show, tick, sandbox } = load();
    show('payments');
    await tick();
    expect(() => sandbox.element('payments')[0]!.emit('exit')).toThrow(
      'payments has no event "exit". It has loadError, loaderStart.',
    );
  });
});

const NEW: SandboxOptions = { accounts: [{ id: 'acct_1', details_submitted: false }] };

it('a business that has not been onboarded has no payments and no money yet', async () => {
  const { show, tick } = load(NEW);
  const shown = ['payments', 'payment-details', 'balances', 'balance-report'].map(show);
  await tick();
  const [list, details, balances, chart] = shown.map(({ text }) => text());
  expect(list).toContain('Nothing here yet.');
  expect(details).toContain('Nothing here yet.');
  expect(balances).not.toMatch(/[1-9]/);
  expect(chart).toContain('$0.00');
});

/** Onboarding that is filled in up to its last step. */
async function toSummary() {
  const user = userEvent.setup();
  const { instance, tick, sandbox } = load(NEW);
  const element = instance.create('account-onboarding');
  const onExit = vi.fn();
  element.setOnExit(onExit);
  document.body.append(element);
  await tick();
  const inside = () => element.shadowRoot!.querySelector<HTMLElement>('.root')!;
  const press = () => user.click(inside().querySelector('form button.primary')!);
  for (let step = 0; step < 3; step++) {
    for (const field of inside().querySelectorAll('input')) await user.type(field, 'x');
    await press();
  }
  return { sandbox, tick, onExit, inside, press };
}

describe('in an element, a person can', () => {
  it('onboard: sees what is missing, keeps input through a language change and ends with onExit', async () => {
    const user = userEvent.setup();
    const { instance, tick, sandbox } = load(NEW);
    const element = instance.create('account-onboarding');
    const steps: string[] = [];
    const onExit = vi.fn();
    element.setOnStepChange(({ step }) => steps.push(step));
    element.setOnExit(onExit);
    document.body.append(element);
    await tick();
    const field = (name: string) =>
      element.shadowRoot!.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
    const next = () => user.click(element.shadowRoot!.querySelector<HTMLElement>('form button.primary')!);

    await next();
    expect(element.shadowRoot!.textContent).toContain('This field is required.');
    expect(field('business')).toHaveAttribute('aria-invalid', 'true');
    await user.type(field('business'), 'Fern');
    instance.update({ locale: 'fr' });
    await tick();
    expect(field('business')).toHaveValue('Fern');
    await user.type(field('address'), 'Street 1');
    await next();
    for (const name of ['name', 'email', 'phone']) await user.type(field(name), 'x');
    await next();
    await user.type(field('iban'), '000123');
    await next();
    await next();
    expect(steps).toEqual(['representative_details', 'external_account', 'summary']);
    expect(onExit).toHaveBeenCalledTimes(1);
    expect(sandbox.accounts[0]!.details_submitted).toBe(true);
  });

  it('submit the details again when they could not be sent', async () => {
    const { sandbox, onExit, inside, press } = await toSummary();
    vi.spyOn(sandbox.host, 'submitDetails').mockRejectedValueOnce(new TypeError('Failed to fetch'));

    await press();
    expect(within(inside()).getByRole('alert')).toHaveTextContent(
      'Your details could not be sent. Try again.',
    );
    expect(onExit).not.toHaveBeenCalled();
    expect(sandbox.accounts[0]!.details_submitted).toBe(false);
    await press();
    expect(within(inside()).queryByRole('alert')).toBeNull();
    expect(onExit).toHaveBeenCalledTimes(1);
    expect(sandbox.accounts[0]!.details_submitted).toBe(true);
  });

  it('submit the details once, however often the button is pressed', async () => {
    const { sandbox, tick, onExit, press } = await toSummary();
    let answer = () => {};
    const submitDetails = vi
      .spyOn(sandbox.host, 'submitDetails')
      .mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await press();
    await press();
    answer();
    await tick();
    expect(submitDetails).toHaveBeenCalledTimes(1);
    expect(onExit).toHaveBeenCalledTimes(1);
  });

  it('refund a payment through the detail and the dialog', async () => {
    const user = userEvent.setup();
    const { show, tick } = load();
    const { inside, element } = show('payments');
    await tick();
    const refunded = () => inside().queryAllByText('Refunded').length;
    const before = refunded();
    const row = inside()
      .getAllByText('Succeeded')
      .map((badge) => badge.closest('tr'))
      .find((found) => found !== null)!;
    await user.click(within(row).getByRole('button'));
    await user.click(inside().getByText('Refund'));
    const dialogs = element.shadowRoot!.querySelectorAll<HTMLElement>('dialog');
    await user.click(within([...dialogs].at(-1)!).getByText('Refund'));
    expect(refunded()).toBeGreaterThan(before);
  });

  it('set a filter, and close a dialog with Escape', async () => {
    const user = userEvent.setup();
    const { show, tick } = load();
    const { inside, element } = show('payments');
    await tick();
    await user.click(within(inside().getByRole('group')).getByText('Succeeded'));
    expect(inside().queryAllByText('Pending')).toHaveLength(1);
    await user.click(inside().getAllByRole('row')[1]!.querySelector('button')!);
    expect(element.shadowRoot!.querySelector('dialog')).not.toBeNull();
    await user.keyboard('{Escape}');
    expect(element.shadowRoot!.querySelector('dialog')).toBeNull();
  });
});
