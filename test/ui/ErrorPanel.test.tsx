import { fireEvent, render, screen } from '@testing-library/react';
import { ConnectPayments, type EmbeddedErrorCode, type Messages } from 'stripe-embedded';
import { arabic, arabicWidgets } from 'stripe-embedded/messages/ar';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';
import { describe, expect, it, vi } from 'vitest';
import { ErrorPanel } from '../../src/ui/ErrorPanel.js';
import { english } from '../../src/ui/english.js';
import { panel, renderConnect, stage } from '../support/stage.js';

/** What the person before it is told of each error. A new code does not compile until it is here. */
const SAYS: Record<EmbeddedErrorCode, keyof Messages> = {
  invalid_key: 'broken',
  key_mode_mismatch: 'broken',
  insecure_context: 'broken',
  script_blocked: 'connection',
  script_timeout: 'connection',
  endpoint_unreachable: 'connection',
  endpoint_timeout: 'connection',
  endpoint_unauthorized: 'signedOut',
  endpoint_forbidden: 'forbidden',
  endpoint_rate_limited: 'busy',
  endpoint_failed: 'broken',
  endpoint_invalid_response: 'broken',
  session_expired: 'broken',
  secret_reused: 'broken',
  component_not_enabled: 'forbidden',
  component_load_failed: 'broken',
  component_timeout: 'connection',
  setter_failed: 'broken',
  flow_failed: 'broken',
  unsupported_environment: 'webview',
  logged_out: 'signedOut',
  aborted: 'broken',
};

const LANGUAGES = { English: english, French: french, Arabic: arabic };

describe.each(Object.entries(LANGUAGES))('the panel in %s', (_, messages) => {
  it.each(Object.entries(SAYS))('says of %s what it means to the person (%s)', (code, text) => {
    render(<ErrorPanel error={{ code, component: 'payouts' }} messages={messages} onRetry={() => {}} />);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(messages.errorTitle);
    expect(alert).toHaveTextContent(messages[text]);
    expect(alert.textContent).toContain(`${messages.reference}: payouts · ${code}`);
    expect(screen.getByRole('button')).toHaveTextContent(messages.retry);
  });
});

describe('the languages', () => {
  it.each(Object.entries({ French: french, Arabic: arabic }))(
    '%s: each text is there, and its own',
    (_, messages) => {
      expect(Object.keys(messages)).toEqual(Object.keys(english));
      for (const [name, text] of Object.entries(messages)) {
        expect(text.trim(), name).not.toBe('');
        expect(text, name).not.toBe(english[name as keyof Messages]);
        if (messages === arabic) expect(text, name).toMatch(/\p{Script=Arabic}/u);
        expect(text.endsWith('.'), name).toBe(english[name as keyof Messages].endsWith('.'));
      }
    },
  );
});

describe('the panel', () => {
  it('offers Retry only where it can help', () => {
    const onRetry = vi.fn();
    const { rerender } = render(
      <ErrorPanel error={{ code: 'script_blocked' }} messages={english} onRetry={onRetry} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    rerender(<ErrorPanel error={{ code: 'invalid_key' }} messages={english} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('names the code alone where no component failed', () => {
    render(<ErrorPanel error={{ code: 'aborted' }} messages={english} />);
    expect(screen.getByText('aborted').tagName).toBe('CODE');
  });

  it('takes its radius from a custom property of the page’s', () => {
    const { container } = render(
      <ErrorPanel error={{ code: 'aborted' }} messages={english} onRetry={() => {}} />,
    );
    expect(container.innerHTML.match(/var\(--stripe-embedded-radius, 8px\)/g)).toHaveLength(2);
  });

  it('shows a person the provider’s words, the rest in English, and nothing of the developer’s', async () => {
    const set = stage();
    set.sandbox.fail({ api: 500 });
    renderConnect(set, <ConnectPayments />, { messages: { retry: 'Once more', broken: 'Our fault.' } });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'This could not be shownOur fault.Once moreReference for support: endpoint_failed',
    );
    expect(panel('payments')).toHaveAttribute('aria-busy', 'false');
  });

  it('has English where a translation has not loaded yet', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'render_error' });
    renderConnect(set, <ConnectPayments />, { messages: { retry: undefined, broken: 'Our fault.' } });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent('Our fault.');
    expect(screen.getByRole('button', { name: english.retry })).toBeVisible();
  });

  it('in another language is whole', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'render_error' });
    renderConnect(set, <ConnectPayments />, { messages: arabic });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent(arabic.broken);
    expect(screen.getByRole('button', { name: arabic.retry })).toBeVisible();
  });
});

it('in French a colon stands apart', () => {
  render(<ErrorPanel error={{ code: 'aborted' }} messages={french} />);
  expect(screen.getByRole('alert').textContent).toContain('l’assistance\u00a0: aborted');
});

it('a bank account has one name, on the button of a widget too', () => {
  expect(arabicWidgets.linkBank).toBe(arabic.linkAccount);
  expect(frenchWidgets.linkBank).toBe(french.linkAccount);
});
