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
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { wearStyle } from '../ui/wearStyle.js';
import { bankErrorText } from './bankErrorText.js';
import { useFinancialConnectionsContext } from './FinancialConnectionsContext.js';
import { useFinancialConnections, type UseFinancialConnectionsOptions } from './useFinancialConnections.js';

/** How to link, and what to show where it failed. */
export interface LinkAccountsButtonProps
  extends UseFinancialConnectionsOptions, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onError'> {
  /** Shown under the button when linking failed. Left out, the cause in plain words; `null` shows nothing. */
  errorFallback?:
    ReactNode | ((props: { error: EmbeddedError; retry: () => void }) => ReactNode | Promise<ReactNode>);
}

/**
 * A button that links bank accounts. It has a session ready by the time it is clicked, keeps the focus while it
 * waits, and tells a screen reader how it went. Its `ref` is the button's.
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
  const { messages, clock } = useFinancialConnectionsContext('LinkAccountsButton');
  const link = useFinancialConnections({ params, prefetch, verify, onLinked, onCancel, onError });
  const { status, result, error } = link;
  const own = useRef<HTMLButtonElement>(null);
  const pressed = useRef<Element | null>(undefined);
  useImperativeHandle(ref, () => own.current!, []);
  useEffect(() => wearStyle(own.current), []);
  useEffect(() => {
    // A Retry button of the page's leaves with the error, and the focus with it: then this button takes the focus.
    if (!error && pressed.current?.isConnected === false) own.current!.focus({ preventScroll: true });
    pressed.current = undefined;
  }, [error]);
  const [past, setPast] = useState<object>();
  useEffect(() => {
    // Whoever reads the page later would take it for what is so: the account may have gone since.
    const timer = result && clock.setTimeout(() => setPast(result), STAYS);
    return () => clock.clearTimeout(timer);
  }, [clock, result]);
  const pending = status !== 'idle';
  const intend = () => {
    if (prefetch !== 'none' && !button.disabled) void link.prefetchSession();
  };
  const collect = () => void link.collectAccounts();
  const retry = () => {
    // Called by a button of the page's, which has the focus; or by its code, while a person types elsewhere.
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
        style={button.className === undefined ? { ...BUTTON, ...(pending && PENDING), ...style } : style}
        // Not `disabled`: that would drop the focus, and a screen reader with it.
        aria-disabled={pending || button['aria-disabled']}
        aria-busy={pending}
        data-state={status}
        onPointerEnter={(event) => {
          button.onPointerEnter?.(event);
          intend();
        }}
        // Beside the pointer's event, for tests and tools that send the mouse's alone.
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

/** Long enough to be heard after what is being said. */
const STAYS = 20_000;

/** It waits: seen, as well as heard. */
const PENDING = { opacity: 0.6, cursor: 'progress' };

const NEWS: Record<string, 'linked' | 'linkCancelled' | undefined> = {
  linked: 'linked',
  cancelled: 'linkCancelled',
};
