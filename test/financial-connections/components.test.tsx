import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useEffect } from 'react';
import {
  FinancialConnectionsProvider,
  LinkAccountsButton,
  LinkedAccounts,
  useFinancialConnections,
  useFinancialConnectionsSession,
  type LinkedAccount,
  type SessionRequest,
} from 'stripe-embedded';
import { arabic } from 'stripe-embedded/messages/ar';
import { describe, expect, it, vi } from 'vitest';
import { bankPage, modals } from '../support/bankStage.js';
import { stage } from '../support/stage.js';

const show = (...page: Parameters<typeof bankPage>) => render(bankPage(...page));

const theButton = () => screen.getByRole('button', { name: 'Link a bank account' });

describe('LinkAccountsButton', () => {
  it('links, announces it, and keeps the focus', async () => {
    const set = stage();
    const onLinked = vi.fn();
    show(set, <LinkAccountsButton onLinked={onLinked} />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await set.tick();
    expect(theButton()).toHaveAttribute('aria-disabled', 'true');
    expect(theButton()).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('Opening your bank…');
    set.sandbox.financialConnections.link();
    await set.tick();
    expect(onLinked).toHaveBeenCalledWith(expect.objectContaining({ type: 'linked' }));
    expect(screen.getByRole('status')).toHaveTextContent('Your bank account is linked.');
    expect(theButton()).toHaveFocus();
    expect(theButton()).not.toHaveAttribute('aria-disabled', 'true');
  });

  it('announces when nothing was linked', async () => {
    const set = stage();
    show(set, <LinkAccountsButton />);
    fireEvent.click(theButton());
    await set.tick();
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(screen.getByRole('status')).toHaveTextContent('No account was linked.');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('clears its result after a while, and announces the next one again', async () => {
    const set = stage();
    show(set, <LinkAccountsButton />);
    for (const round of [1, 2]) {
      fireEvent.click(theButton());
      await set.tick();
      set.sandbox.financialConnections.link();
      await set.tick();
      await set.tick(19_999);
      expect(screen.getByRole('status'), `round ${round}`).toHaveTextContent('Your bank account is linked.');
      await set.tick(1);
      expect(screen.getByRole('status'), `round ${round}`).toBeEmptyDOMElement();
    }
  });

  it.each([
    ['hover', () => fireEvent.pointerEnter(theButton())],
    ['focus', () => act(() => theButton().focus())],
  ])('has a session ready from %s on, once', async (_, intend) => {
    const set = stage();
    show(set, <LinkAccountsButton />);
    await set.tick();
    expect(set.log('mint')).toHaveLength(0);
    intend();
    await set.tick();
    fireEvent.pointerEnter(theButton());
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
    fireEvent.click(theButton());
    await set.tick();
    expect(modals()).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(set.log('mint')).toHaveLength(1);
  });

  it('opens once if it is pressed twice or beside another button', async () => {
    const set = stage();
    show(
      set,
      <>
        <LinkAccountsButton prefetch="none">One</LinkAccountsButton>
        <LinkAccountsButton prefetch="none">Two</LinkAccountsButton>
      </>,
    );
    fireEvent.click(screen.getByText('One'));
    fireEvent.click(screen.getByText('One'));
    fireEvent.click(screen.getByText('Two'));
    await set.tick();
    expect(modals()).toHaveLength(1);
    expect(set.log('mint')).toHaveLength(1);
    set.sandbox.financialConnections.cancel();
    await set.tick();
  });

  it('shows a failure in plain words, which a page may replace', async () => {
    const set = stage();
    const endpoint = { url: '/session', retry: 1, fetch: async () => new Response('{}', { status: 401 }) };
    const { rerender } = show(set, <LinkAccountsButton />, { endpoint });
    fireEvent.click(theButton());
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent('You are signed out. Sign in again to go on.');
    rerender(
      bankPage(set, <LinkAccountsButton errorFallback={({ error }) => <b>{error.code}</b>} />, { endpoint }),
    );
    expect(screen.getByText('endpoint_unauthorized')).toBeInTheDocument();
  });

  it.each(['pending', 'unavailable'])('says what to do about %s account numbers', async (why) => {
    const error = {
      type: 'invalid_request_error',
      code: `financial_connections_account_${why}_account_numbers`,
    };
    const stripe = { collectFinancialConnectionsAccounts: async () => ({ error }) } as never;
    show(stage(), <LinkAccountsButton />, { stripe });
    await userEvent.click(theButton());
    expect(await screen.findByRole('alert')).toHaveTextContent('Try again later, or link another one.');
  });

  it('takes any button props, and does nothing if the page prevents it', async () => {
    const set = stage();
    show(
      set,
      <LinkAccountsButton id="bank" className="mine" onClick={(event) => event.preventDefault()}>
        Connect
      </LinkAccountsButton>,
    );
    const button = screen.getByRole('button', { name: 'Connect' });
    expect(button).toHaveAttribute('id', 'bank');
    expect(button).toHaveAttribute('type', 'button');
    expect(button).not.toHaveAttribute('style');
    fireEvent.click(button);
    await set.tick();
    expect(modals()).toHaveLength(0);
  });

  it('opens nothing by itself', async () => {
    const set = stage();
    show(set, <LinkAccountsButton prefetch="mount" />);
    await set.tick();
    expect(modals()).toHaveLength(0);
    expect(set.log('mint')).toHaveLength(1);
  });
});

const ACCOUNTS: LinkedAccount[] = [
  {
    id: 'fca_1',
    institution_name: 'StripeBank',
    display_name: 'Checking',
    last4: '6789',
    status: 'active',
    balance: { as_of: 1, type: 'cash', cash: { available: { usd: 1 } }, current: { usd: 123456 } },
  },
  {
    id: 'fca_2',
    institution_name: 'Banque des Quais',
    category: 'cash',
    last4: null,
    status: 'disconnected',
    balance: { as_of: 1, type: 'cash', cash: { available: { jpy: 1 } }, current: { jpy: 5000 } },
  },
];

describe('LinkedAccounts', () => {
  it('shows bank, digits, status and balance, and has buttons if the page handles them', async () => {
    const set = stage();
    const onRelink = vi.fn();
    const onUnlink = vi.fn();
    show(set, <LinkedAccounts accounts={ACCOUNTS} onRelink={onRelink} onUnlink={onUnlink} />, {
      locale: 'en-US',
    });
    const [first, second] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent('StripeBankChecking •••• 6789Balance $1,234.56ActiveUnlink');
    expect(second).toHaveTextContent('Balance ¥5,000DisconnectedLink againUnlink');
    await userEvent.click(screen.getByRole('button', { name: 'Link again: Banque des Quais' }));
    expect(onRelink).toHaveBeenCalledWith(ACCOUNTS[1]);
    await userEvent.click(within(first!).getByRole('button', { name: 'Unlink: StripeBank 6789' }));
    expect(onUnlink).toHaveBeenCalledWith(ACCOUNTS[0]);
  });

  it('makes a screen reader read the last digits, and not each dot before them', () => {
    show(stage(), <LinkedAccounts accounts={ACCOUNTS} />, { locale: 'en-US' });
    const [first] = screen.getAllByRole('listitem');
    for (const unheard of first!.querySelectorAll('[aria-hidden="true"]')) unheard.remove();
    expect(first).toHaveTextContent('StripeBankChecking 6789Balance $1,234.56Active');
  });

  it('accepts a locale in any notation', () => {
    const set = stage();
    show(set, <LinkedAccounts accounts={ACCOUNTS} />, { locale: 'en_US' });
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('$1,234.56');
  });

  it('has no button without a function, and says when there is no account', () => {
    const set = stage();
    const { rerender } = show(set, <LinkedAccounts accounts={ACCOUNTS} />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(
      <FinancialConnectionsProvider endpoint="/session" messages={arabic}>
        <LinkedAccounts accounts={[]} />
      </FinancialConnectionsProvider>,
    );
    expect(screen.getByText(arabic.noAccounts)).toBeInTheDocument();
    rerender(
      <FinancialConnectionsProvider endpoint="/session" messages={{ noAccounts: undefined }}>
        <LinkedAccounts accounts={[]} />
      </FinancialConnectionsProvider>,
    );
    expect(screen.getByText('No account is linked yet.')).toBeInTheDocument();
  });
});

describe('the hooks', () => {
  it('name the missing provider', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<LinkAccountsButton />)).toThrow(
      '`LinkAccountsButton` must be used within a `<FinancialConnectionsProvider>`',
    );
    quiet.mockRestore();
  });

  it('refuse a secret key at once', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const set = stage();
    expect(() => show(set, null, { publishableKey: 'sk_test_1' })).toThrow('secret key');
    quiet.mockRestore();
  });

  it('return a fresh secret with each call to a page that calls Stripe itself', async () => {
    const set = stage();
    let fetchClientSecret = async () => '';
    function Page() {
      ({ fetchClientSecret } = useFinancialConnectionsSession({ endpoint: set.sandbox.endpoint }));
      return null;
    }
    render(<Page />);
    const first = await act(() => fetchClientSecret());
    const second = await act(() => fetchClientSecret());
    expect(first).toMatch(/^fcsess_/);
    expect(second).not.toBe(first);
  });

  it('call the newest endpoint function if a child’s effect requests a session in the same commit', async () => {
    const set = stage();
    const asked: string[] = [];
    function Child({ refresh, token }: { refresh: () => Promise<void>; token: string }) {
      useEffect(() => {
        if (token) void refresh();
      }, [refresh, token]);
      return null;
    }
    function Page({ token }: { token: string }) {
      const endpoint = (request: SessionRequest) => {
        asked.push(token);
        return set.sandbox.endpoint(request);
      };
      const { refresh } = useFinancialConnectionsSession({ endpoint });
      return <Child refresh={refresh} token={token} />;
    }
    const { rerender } = render(<Page token="old" />);
    await set.tick();
    rerender(<Page token="new" />);
    await set.tick();
    expect(asked).toEqual(['old', 'new']);
  });

  it('forget how the last flow ended after reset', async () => {
    const set = stage();
    let link: ReturnType<typeof useFinancialConnections>;
    function Page() {
      link = useFinancialConnections();
      return null;
    }
    show(set, <Page />);
    act(() => void link.collectAccounts());
    await set.tick();
    set.sandbox.financialConnections.cancel();
    await set.tick();
    expect(link!.result).toEqual({ type: 'cancelled' });
    act(() => link.reset());
    expect(link!.result).toBeUndefined();
  });
});
