'use client';

import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ButtonHTMLAttributes,
  type ForwardedRef,
  type ReactNode,
} from 'react';
import type { EmbeddedError } from '../session/errors.js';
import { BUTTON } from '../ui/buttonStyle.js';
import { FromPage } from '../ui/FromPage.js';
import { englishLink } from '../ui/messages/englishLink.js';
import { textsOver } from '../ui/textsOver.js';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { wearStyle } from '../ui/wearStyle.js';
import { bankErrorText } from './bankErrorText.js';
import { useFinancialConnectionsContext } from './FinancialConnectionsContext.js';
import { useFinancialConnections, type UseFinancialConnectionsOptions } from './useFinancialConnections.js';

/** How to link accounts, and what to show if linking fails. */
export interface LinkAccountsButtonProps
  extends UseFinancialConnectionsOptions, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onError'> {
  /** Shown below the button when linking failed. Defaults to the cause in plain words; `null` shows nothing. */
  errorFallback?:
    ReactNode | ((props: { error: EmbeddedError; retry: () => void }) => ReactNode | Promise<ReactNode>);
}

/**
 * A button that links bank accounts. It prepares a session before the click (on hover and focus), keeps the focus
 * while it waits, and announces the outcome to screen readers. Its `ref` points to the `<button>`.
 *
 * @example
 * <LinkAccountsButton onLinked={({ accounts }) => save(accounts)}>Link a bank account</LinkAccountsButton>
 */
export const LinkAccountsButton = forwardRef(function LinkAccountsButton(
  props: LinkAccountsButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const {
    params,
    prefetch = 'intent',
    verify,
    onLinked,
    onCancel,
    onError,
    errorFallback,
    type = 'button',
    style,
    ...button
  } = props;
  const { messages: given, clock } = useFinancialConnectionsContext('LinkAccountsButton');
  const messages = textsOver(englishLink, given);
  const link = useFinancialConnections({ params, prefetch, verify, onLinked, onCancel, onError });
  const { status, result, error } = link;
  const own = useRef<HTMLButtonElement>(null);
  const pressed = useRef<Element | null>(undefined);
  useImperativeHandle(ref, () => own.current!, []);
  useEffect(() => wearStyle(own.current), []);
  useEffect(() => {
    // The page's Retry button disappears with the error, and the focus would be lost with it: this button takes the
    // focus.
    if (!error && pressed.current?.isConnected === false) own.current!.focus({ preventScroll: true });
    pressed.current = undefined;
  }, [error]);
  const [past, setPast] = useState<object>();
  useEffect(() => {
    // Someone who reads the page later would take it as current, although the account may be gone by then.
    const timer = result && clock.setTimeout(() => setPast(result), STAYS);
    return () => clock.clearTimeout(timer);
  }, [clock, result]);
  const pending = status !== 'idle';
  const intend = () => {
    if (prefetch !== 'none' && !button.disabled) void link.prefetchSession();
  };
  const collect = () => void link.collectAccounts();
  const retry = () => {
    // Called by the page's button, which has the focus, or by the page's code while the user types elsewhere.
    pressed.current = (own.current?.getRootNode() as Document | undefined)?.activeElement;
    collect();
  };
  const news = pending ? 'linking' : result && result !== past && NEWS[result.type];
  return (
    <>
      <button
        ref={own}
        {...button}
        type={type}
        style={
          button.className === undefined
            ? { ...BUTTON, ...((pending || button.disabled) && dimmed(pending)), ...style }
            : style
        }
        // Not `disabled`: that would lose the focus, and a screen reader's place.
        aria-disabled={pending || button['aria-disabled']}
        aria-busy={pending}
        data-state={status}
        onPointerEnter={(event) => {
          button.onPointerEnter?.(event);
          intend();
        }}
        // In addition to the pointer event, for tests and tools that send mouse events only.
        onMouseEnter={(event) => {
          button.onMouseEnter?.(event);
          intend();
        }}
        onFocus={(event) => {
          button.onFocus?.(event);
          intend();
        }}
        onClick={(event) => {
          if (pending) return event.preventDefault();
          button.onClick?.(event);
          if (!event.defaultPrevented) collect();
        }}
      >
        {button.children ?? messages.linkAccount}
      </button>
      <span ref={wearStyle} role="status" style={VISUALLY_HIDDEN}>
        {news && messages[news]}
      </span>
      {error &&
        (errorFallback === undefined ? (
          <p role="alert" style={{ margin: '8px 0 0', fontSize: '.9em', fontWeight: 500 }}>
            {bankErrorText(error, messages)}
          </p>
        ) : (
          <FromPage of={errorFallback} error={error} retry={retry} />
        ))}
    </>
  );
});

/** Long enough for a screen reader to finish its current speech first. */
const STAYS = 20_000;

/** The pending state is visible as well as announced. Our own colours hide the browser's look of a disabled button. */
const dimmed = (pending: boolean) => ({ opacity: 0.6, cursor: pending ? 'progress' : 'default' });

const NEWS: Record<string, 'linked' | 'linkCancelled' | undefined> = {
  linked: 'linked',
  cancelled: 'linkCancelled',
};
