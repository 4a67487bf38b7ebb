import { act, fireEvent, render, screen } from '@testing-library/react';
import { createRef, useState, type ReactNode } from 'react';
import {
  LinkAccountsButton,
  LinkedAccounts,
  useFinancialConnections,
  type EmbeddedError,
  type ErrorFallbackProps,
  type LinkedAccount,
} from 'stripe-embedded';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { bankPage } from '../support/bankStage.js';
import { stage, type Stage } from '../support/stage.js';

let set: Stage;
beforeEach(() => {
  set = stage();
});

function show(children: ReactNode, props: Parameters<typeof bankPage>[2] = {}) {
  const view = render(bankPage(set, children, props));
  return { ...view, rerender: (next: ReactNode) => view.rerender(bankPage(set, next, props)) };
}

/** A Stripe.js that records its calls, and answers when the test says so. */
function slowStripe() {
  const answers: Array<(answer: object) => void> = [];
  const collect = vi.fn(() => new Promise<object>((resolve) => answers.push(resolve)));
  return {
    collect,
    stripe: { collectFinancialConnectionsAccounts: collect } as never,
    answer: async (answer: object) => {
      answers.shift()!(answer);
      await set.tick();
    },
  };
}

const button = () => screen.getByRole('button');
const FAILED = { error: { type: 'api_error', message: 'Down.' } };

describe('LinkAccountsButton', () => {
  it('passes its ref to the button', () => {
    const ref = createRef<HTMLButtonElement>();
    show(<LinkAccountsButton ref={ref} />);
    expect(ref.current).toBe(button());
  });

  it('shows a failure with a component of the page, which has state of its own', async () => {
    const { stripe, answer } = slowStripe();
    const Failed = ({ error }: ErrorFallbackProps) => {
      const [opened, setOpened] = useState(false);
      return <button onClick={() => setOpened(true)}>{opened ? error.code : 'Why?'}</button>;
    };
    show(<LinkAccountsButton errorFallback={Failed} />, { stripe });
    fireEvent.click(button());
    await set.tick();
    await answer(FAILED);
    fireEvent.click(screen.getByText('Why?'));
    expect(screen.getByText('flow_failed')).toBeVisible();
  });

  it('is an unobtrusive button in the page’s own font, unless the page gives it a class', () => {
    const { rerender } = show(<LinkAccountsButton />);
    expect(button()).toHaveStyle({ cursor: 'pointer', minHeight: '40px' });
    expect(button()).toHaveAttribute('type', 'button');
    expect(button()).toHaveAttribute('data-state', 'idle');
    expect(button()).toHaveAttribute('aria-busy', 'false');
    rerender(<LinkAccountsButton type={undefined} style={undefined} />);
    expect(button()).toHaveStyle({ minHeight: '40px' });
    expect(button()).toHaveAttribute('type', 'button');
    rerender(<LinkAccountsButton style={{ marginTop: 8 }} />);
    expect(button()).toHaveStyle({ minHeight: '40px', marginTop: '8px' });
    rerender(<LinkAccountsButton className="" style={{ color: 'red' }} />);
    expect(button().getAttribute('style')).toMatch(/^color: (red|rgb\(255, 0, 0\));$/);
    rerender(<LinkAccountsButton className="" type="submit" />);
    expect(button()).toHaveAttribute('type', 'submit');
    expect(button().getAttribute('style') || null).toBeNull();
  });

  it('has no text before it is pressed, and nothing takes up space', () => {
    show(<LinkAccountsButton aria-disabled="true" />);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(screen.getByRole('status')).toHaveStyle({ position: 'absolute' });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('calls the page’s own handlers first, and links unless they prevent it', async () => {
    const { collect, stripe, answer } = slowStripe();
    const told: string[] = [];
    const tell = (event: { type: string }) => void told.push(event.type);
    show(<LinkAccountsButton onClick={tell} onFocus={tell} onPointerEnter={tell} />, { stripe });
    fireEvent.pointerEnter(button());
    fireEvent.focus(button());
    fireEvent.click(button());
    await set.tick();
    expect(button()).toHaveStyle({ cursor: 'progress' });
    expect(told).toEqual(['pointerenter', 'focus', 'click']);
    expect(collect).toHaveBeenCalledTimes(1);
    const again = fireEvent.click(button());
    expect(again).toBe(false);
    expect(told).toHaveLength(3);
    await answer({});
    expect(button()).toHaveAttribute('data-state', 'idle');
  });

  it('does not submit a form while it waits', async () => {
    const { stripe, answer } = slowStripe();
    const onSubmit = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    show(
      <form onSubmit={onSubmit}>
        <LinkAccountsButton type="submit" />
      </form>,
      { stripe },
    );
    fireEvent.click(button());
    await set.tick();
    expect(button()).toHaveAttribute('data-state', 'open');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    fireEvent.click(button());
    expect(onSubmit).toHaveBeenCalledTimes(1);
    await answer({});
  });

  it.each<[string, object]>([
    ['is disabled', { disabled: true }],
    ['waits for the click', { prefetch: 'none' }],
  ])('has no session ready if it %s', async (_, props) => {
    show(<LinkAccountsButton {...props} />);
    fireEvent.pointerEnter(button());
    fireEvent.focus(button());
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
  });

  it('prefetches a session for a mouse that sends mouse events only', async () => {
    show(<LinkAccountsButton />);
    fireEvent.mouseEnter(button());
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });

  it('with a prefetched session fetches another on hover only once that one is no longer usable', async () => {
    const { stripe, collect, answer } = slowStripe();
    show(<LinkAccountsButton prefetch="mount" />, { stripe });
    await set.tick();
    fireEvent.pointerEnter(button());
    await set.tick(6 * 60_000);
    expect(set.log('mint')).toHaveLength(1);
    fireEvent.pointerEnter(button());
    await set.tick();
    expect(set.log('mint')).toHaveLength(2);
    act(() => {
      fireEvent.click(button());
      expect(collect).toHaveBeenCalledTimes(1);
    });
    await answer({});
  });

  it('without prefetching fetches no session on hover', async () => {
    show(<LinkAccountsButton prefetch="none" />);
    fireEvent.pointerEnter(button());
    fireEvent.focus(button());
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
  });

  it.each([
    ['api_error', 'Something went wrong on our side.'],
    ['api_connection_error', 'The connection failed. Check your network or ad blocker, and try again.'],
    ['rate_limit_error', 'There were too many requests. Wait a moment and try again.'],
  ])('says what to do when Stripe reports %s', async (type, text) => {
    const { stripe, answer } = slowStripe();
    show(<LinkAccountsButton />, { stripe });
    fireEvent.click(button());
    await set.tick();
    await answer({ error: { type, message: 'Down.' } });
    expect(screen.getByRole('alert')).toHaveTextContent(text);
  });

  it('shows a failure as an alert, and leaves the status empty', async () => {
    const { stripe, answer } = slowStripe();
    show(<LinkAccountsButton />, { stripe });
    fireEvent.click(button());
    await set.tick();
    await answer(FAILED);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(screen.getByRole('alert')).not.toBeEmptyDOMElement();
    expect(screen.getByRole('alert')).toHaveStyle({ fontSize: '.9em', margin: '8px 0px 0px' });
  });

  it('shows the page’s own text for a failure, or none if it wants none, and retries', async () => {
    const { stripe, answer, collect } = slowStripe();
    const { rerender } = show(<LinkAccountsButton errorFallback={null} />, { stripe });
    fireEvent.click(button());
    await set.tick();
    await answer(FAILED);
    expect(screen.queryByRole('alert')).toBeNull();
    rerender(<LinkAccountsButton errorFallback={<b>No luck.</b>} />);
    expect(screen.getByText('No luck.')).toBeInTheDocument();
    const own = ({ error, retry }: { error: EmbeddedError; retry: () => void }) => (
      <a href="#again" onClick={retry}>
        {error.code}
      </a>
    );
    rerender(<LinkAccountsButton errorFallback={own} />);
    fireEvent.click(screen.getByText('flow_failed'));
    await set.tick();
    expect(collect).toHaveBeenCalledTimes(2);
    expect(screen.queryByText('flow_failed')).toBeNull();
    await answer({});
  });

  it('needs no handlers, however it ends', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { stripe, answer } = slowStripe();
    show(<LinkAccountsButton />, { stripe });
    const linked = { financialConnectionsSession: { id: 'fcsess_1', accounts: [account()] } };
    for (const end of [{}, linked, FAILED]) {
      fireEvent.click(button());
      await set.tick();
      await answer(end);
    }
    // Only the failure, which nothing else reports.
    expect(shown.mock.calls).toEqual([[expect.objectContaining({ code: 'flow_failed' })]]);
    shown.mockRestore();
  });

  it('requests what its props say', async () => {
    const requests: object[] = [];
    const endpoint = (request: object) => {
      requests.push(request);
      return set.sandbox.endpoint(request as never);
    };
    const { stripe, answer } = slowStripe();
    show(<LinkAccountsButton params={{ permissions: ['balances'] }} />, { stripe, endpoint });
    fireEvent.click(button());
    await set.tick();
    expect(requests).toEqual([expect.objectContaining({ params: { permissions: ['balances'] } })]);
    await answer({});
  });
});

const account = (more: Partial<LinkedAccount> = {}): LinkedAccount => ({
  id: 'fca_1',
  institution_name: 'StripeBank',
  last4: null,
  status: 'active',
  ...more,
});

const balance = (current: Record<string, number>) => ({ as_of: 1, type: 'cash', current }) as never;

describe('LinkedAccounts', () => {
  const row = (more: Partial<LinkedAccount>, props: object = {}) => {
    const { container } = show(<LinkedAccounts accounts={[account(more)]} {...props} />, { locale: 'en-US' });
    return container.querySelector('li')!;
  };

  it.each<[string, Partial<LinkedAccount>, string]>([
    ['name', { display_name: 'Mine', subcategory: 'checking', category: 'cash' }, 'StripeBankMineActive'],
    [
      'subcategory',
      { display_name: null, subcategory: 'checking', category: 'cash' },
      'StripeBankCheckingActive',
    ],
    ['category', { category: 'cash' }, 'StripeBankCashActive'],
    ['subcategory of two words', { subcategory: 'credit_card' }, 'StripeBankCredit cardActive'],
    ['digits', { last4: '6789' }, 'StripeBank •••• 6789Active'],
    ['status', { status: 'inactive' }, 'StripeBankNeeds attention'],
    ['status that is not known yet', { status: 'paused' }, 'StripeBankNeeds attention'],
    ['disconnected status', { status: 'disconnected' }, 'StripeBankDisconnected'],
    ['balance', { balance: balance({ usd: 5 }) }, 'StripeBankBalance $0.05Active'],
    ['balance in a currency without cents', { balance: balance({ jpy: 5 }) }, 'StripeBankBalance ¥5Active'],
    [
      'balance in a currency with three decimals',
      { balance: balance({ kwd: 5 }) },
      'StripeBankBalance KWD\u00a00.005Active',
    ],
    ['first of two balances', { balance: balance({ usd: 100, eur: 5 }) }, 'StripeBankBalance $1.00Active'],
    ['balance of zero', { balance: balance({ usd: 0 }) }, 'StripeBankBalance $0.00Active'],
    ['unknown balance', { balance: balance({}) }, 'StripeBankActive'],
    ['balance in something that is not a currency', { balance: balance({ usdc: 5 }) }, 'StripeBankActive'],
    ['missing balance', { balance: null }, 'StripeBankActive'],
    ['incomplete balance', { balance: { as_of: 1 } as never }, 'StripeBankActive'],
  ])('shows the %s', (_, more, text) => {
    expect(row(more).textContent).toBe(text);
  });

  it('offers to link again only what is no longer linked', () => {
    const { rerender } = show(<LinkedAccounts accounts={[account()]} onRelink={() => {}} />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<LinkedAccounts accounts={[account({ status: 'inactive' })]} onRelink={() => {}} />);
    expect(screen.getByRole('button', { name: 'Link again: StripeBank' })).toHaveAttribute('type', 'button');
    rerender(<LinkedAccounts accounts={[account({ last4: '6789' })]} onUnlink={() => {}} />);
    expect(screen.getByRole('button', { name: 'Unlink: StripeBank 6789' })).toHaveAttribute('type', 'button');
  });

  it('is a list with a name and the page’s class, and without bullets', () => {
    show(<LinkedAccounts accounts={[account()]} className="mine" />);
    const list = screen.getByRole('list', { name: 'Linked accounts' });
    expect(list).toHaveClass('mine');
    expect(list).toHaveStyle({ listStyle: 'none', padding: '0px', margin: '0px', display: 'grid' });
    expect(screen.getByRole('listitem')).toHaveStyle({ display: 'flex' });
  });

  it('keeps the focus when an account goes, and announces which one', () => {
    function Kept() {
      const [accounts, setAccounts] = useState([account({ id: 'a' }), account({ id: 'b', last4: '6789' })]);
      return (
        <LinkedAccounts
          accounts={accounts}
          onUnlink={({ id }) => setAccounts(accounts.filter((kept) => kept.id !== id))}
        />
      );
    }
    const { container } = show(<Kept />);
    const press = (name: string) => {
      const unlink = screen.getByRole('button', { name });
      act(() => unlink.focus());
      fireEvent.click(unlink);
    };
    press('Unlink: StripeBank 6789');
    expect(screen.getByRole('group', { name: 'Unlinked: StripeBank 6789' })).toHaveFocus();
    press('Unlink: StripeBank');
    expect(screen.getByRole('group', { name: 'Unlinked: StripeBank' })).toHaveFocus();
    act(() => (document.activeElement as HTMLElement).blur());
    expect(screen.queryByRole('group')).toBeNull();
    expect(container).toHaveTextContent('No account is linked yet.');
  });

  it('takes no focus from elsewhere when an account goes', () => {
    const { rerender } = show(<LinkedAccounts accounts={[account()]} onUnlink={() => {}} />);
    rerender(<LinkedAccounts accounts={[]} onUnlink={() => {}} />);
    expect(document.body).toHaveFocus();
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('shows the page’s own text if nothing is linked', () => {
    const { container, rerender } = show(<LinkedAccounts accounts={[]} emptyState="Nothing yet." />);
    expect(container).toHaveTextContent('Nothing yet.');
    rerender(<LinkedAccounts accounts={[]} emptyState={null} />);
    expect(container).toHaveTextContent(/^$/);
    rerender(<LinkedAccounts accounts={[]} />);
    expect(container.querySelector('p')).not.toBeEmptyDOMElement();
    expect(container.querySelector('ul')).toBeNull();
  });
});

describe('without a provider', () => {
  const Hooked = () => {
    useFinancialConnections();
    return null;
  };
  it.each<[string, ReactNode]>([
    ['LinkAccountsButton', <LinkAccountsButton key="1" />],
    ['useFinancialConnections', <Hooked key="3" />],
  ])('%s says what to do', (name, children) => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(children)).toThrow(
      `[stripe-embedded] \`${name}\` must be used within a \`<FinancialConnectionsProvider>\`: it provides the key and the endpoint. Wrap this part of your app in one.`,
    );
    quiet.mockRestore();
  });

  it('LinkedAccounts lists accounts from a server', () => {
    render(<LinkedAccounts accounts={[account()]} />);
    expect(screen.getByRole('list', { name: 'Linked accounts' })).toBeVisible();
  });
});
