import { fireEvent, render, screen } from '@testing-library/react';
import { ConnectPayments, type EmbeddedErrorCode, type Messages } from 'stripe-embedded';
import { arabic, arabicWidgets } from 'stripe-embedded/messages/ar';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';
import { describe, expect, it, vi } from 'vitest';
import { ErrorPanel } from '../../src/ui/ErrorPanel.js';
import { englishLink } from '../../src/ui/messages/englishLink.js';
import { englishList } from '../../src/ui/messages/englishList.js';
import { englishPanel } from '../../src/ui/messages/englishPanel.js';
import { panel, renderConnect, stage } from '../support/stage.js';

/** The message a person sees for each error. A new code does not compile until it is listed. */
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

const english: Messages = { ...englishPanel, ...englishLink, ...englishList };
const LANGUAGES = { English: english, French: french, Arabic: arabic };

describe.each(Object.entries(LANGUAGES))('the panel in %s', (_, messages) => {
  it.each(Object.entries(SAYS))('explains %s to the person (%s)', (code, text) => {
    render(<ErrorPanel error={{ code, component: 'payouts' }} messages={messages} onRetry={() => {}} />);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(messages.errorTitle);
    expect(alert).toHaveTextContent(messages[text]);
    expect(alert.textContent).toContain(`${messages.reference}: payouts · ${code}`);
    expect(screen.getByRole('button')).toHaveTextContent(messages.retry);
  });
});

describe('the translations', () => {
  it.each(Object.entries({ French: french, Arabic: arabic }))(
    '%s: every text is translated',
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
  it('shows Retry only where it can help', () => {
    const onRetry = vi.fn();
    const { rerender } = render(
      <ErrorPanel error={{ code: 'script_blocked' }} messages={english} onRetry={onRetry} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    rerender(<ErrorPanel error={{ code: 'invalid_key' }} messages={english} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows only the code when no component failed', () => {
    render(<ErrorPanel error={{ code: 'aborted' }} messages={english} />);
    expect(screen.getByText('aborted').tagName).toBe('CODE');
  });

  it('takes its radius from a custom property of the page', () => {
    const { container } = render(
      <ErrorPanel error={{ code: 'aborted' }} messages={english} onRetry={() => {}} />,
    );
    expect(container.innerHTML.match(/var\(--stripe-embedded-radius, 8px\)/g)).toHaveLength(2);
  });

  it('shows the provider’s messages, English for the rest, and no developer message', async () => {
    const set = stage();
    set.sandbox.fail({ api: 500 });
    renderConnect(set, <ConnectPayments />, { messages: { retry: 'Once more', broken: 'Our fault.' } });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'This could not be shownOur fault.Once moreReference for support: endpoint_failed',
    );
    expect(panel('payments')).toHaveAttribute('aria-busy', 'false');
  });

  it('falls back to English while a translation has not loaded', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'render_error' });
    renderConnect(set, <ConnectPayments />, { messages: { retry: undefined, broken: 'Our fault.' } });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent('Our fault.');
    expect(screen.getByRole('button', { name: english.retry })).toBeVisible();
  });

  it('can be entirely in another language', async () => {
    const set = stage();
    set.sandbox.fail({ element: 'render_error' });
    renderConnect(set, <ConnectPayments />, { messages: arabic });
    await set.tick();
    expect(screen.getByRole('alert')).toHaveTextContent(arabic.broken);
    expect(screen.getByRole('button', { name: arabic.retry })).toBeVisible();
  });
});

it('French has a non-breaking space before the colon', () => {
  render(<ErrorPanel error={{ code: 'aborted' }} messages={french} />);
  expect(screen.getByRole('alert').textContent).toContain('l’assistance\u00a0: aborted');
});

it('linking a bank account has the same label in widgets', () => {
  expect(arabicWidgets.linkBank).toBe(arabic.linkAccount);
  expect(frenchWidgets.linkBank).toBe(french.linkAccount);
});
