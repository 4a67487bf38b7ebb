'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { ConnectAccountOnboarding } from '../connect/components.js';
import { useConnectContext } from '../connect/ConnectContext.js';
import { useWhose } from '../connect/useWhose.js';
import { hasFocus } from '../ui/hasFocus.js';
import { isFocusFree } from '../ui/isFocusFree.js';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden.js';
import { wearStyle } from '../ui/wearStyle.js';
import type { WidgetMessages } from '../ui/widgetMessages.js';
import { useFrame } from './useFrame.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';

/** Stripe reports a step when the user reaches it, but not the step they start at. That is usually this one. */
const FIRST = 'business_type';

/** The props of the widget's frame and of `ConnectAccountOnboarding`. */
export interface OnboardingWidgetProps
  extends WidgetProps, Omit<ComponentProps<typeof ConnectAccountOnboarding>, keyof WidgetProps> {
  /** Whether your server already knows the account to be complete. @default false */
  complete?: boolean | undefined;
}

/**
 * Shows onboarding with its progress, and a message when it is complete. Leaving Stripe's form does not mean that
 * onboarding is complete: use `checkStatus` to ask your server.
 *
 * @example
 * <OnboardingWidget checkStatus={async () => (await (await fetch('/api/status')).json()).complete} />
 */
export function OnboardingWidget(props: OnboardingWidgetProps) {
  // Steps and completion belong to one account.
  return <OfAccount key={useWhose(useConnectContext('OnboardingWidget').store)} {...props} />;
}

function OfAccount({ complete = false, ...props }: OnboardingWidgetProps) {
  const { frame, rest: onboarding, texts } = useFrame(props, 'onboarding');
  const { onReady, onStepChange, onComplete, onIncomplete } = onboarding;
  const [seen, setSeen] = useState<readonly string[]>([FIRST]);
  const [step, setStep] = useState<string>();
  const [end, setEnd] = useState<{ takesFocus: boolean }>();
  const [leavings, setLeavings] = useState(0);
  /** The form is its next sibling. */
  const news = useRef<Element>(null);
  const done = complete || end;
  const progress = step && texts.progress.replace('{step}', String(seen.indexOf(step) + 1));
  // The key recreates it for each step: Preact would update a text node that the browser's translation has replaced.
  const counter = (
    <span key={progress} style={{ fontSize: '.9em' }}>
      {progress}
    </span>
  );
  return (
    <WidgetFrame {...frame} actions={frame.actions ?? (!done && progress && counter)}>
      {/* Rendered before its text, as in the frame. Not a status if the text takes the focus, which announces it
          already. */}
      <div
        ref={(place) => {
          news.current = place;
          wearStyle(place);
        }}
        role={end?.takesFocus ? undefined : 'status'}
        style={done || leavings ? undefined : VISUALLY_HIDDEN}
      >
        {done ? (
          <Done texts={texts} isNews={Boolean(end ?? step)} />
        ) : (
          // The key makes each exit news, although the text stays the same.
          leavings > 0 && (
            <p key={leavings} className="stripe-embedded-note">
              {texts.notYetOnboarded}
            </p>
          )
        )}
      </div>
      {!done && (
        <ConnectAccountOnboarding
          {...onboarding}
          onReady={() => {
            setStep((before) => before ?? FIRST);
            onReady?.();
          }}
          onStepChange={(change) => {
            // Steps are numbered in the order in which they were first seen, so going back counts down.
            setSeen((before) => (before.includes(change.step) ? before : [...before, change.step]));
            setStep(change.step);
            onStepChange?.(change);
          }}
          onComplete={() => {
            try {
              onComplete?.();
            } finally {
              // When the server's answer arrives, the user may already be elsewhere on the page, or `onComplete` may
              // send them.
              const form = news.current?.nextElementSibling;
              setEnd({ takesFocus: isFocusFree() || (form ? hasFocus(form) : false) });
            }
          }}
          onIncomplete={() => {
            setLeavings((before) => before + 1);
            onIncomplete?.();
          }}
        />
      )}
    </WidgetFrame>
  );
}

interface DoneProps {
  texts: WidgetMessages;
  /** Whether the text takes the focus that was in the form. */
  isNews: boolean;
}

function Done({ texts, isNews }: DoneProps) {
  const words = useRef<HTMLParagraphElement>(null);
  /** Effects run again when the page hides the widget and shows it again. */
  const isTold = useRef(false);
  useEffect(() => {
    if (isTold.current) return;
    isTold.current = true;
    // The form had the focus, and is gone.
    if (isNews && isFocusFree()) words.current?.focus({ preventScroll: true });
  }, [isNews]);
  return (
    <div className="stripe-embedded-done">
      <svg
        width="44"
        height="44"
        viewBox="0 0 44 44"
        fill="none"
        aria-hidden
        stroke="currentColor"
        strokeWidth="2.5"
      >
        <circle cx="22" cy="22" r="20" opacity=".3" />
        <path d="m13 23 6 6 12-13" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <p ref={words} tabIndex={-1} style={{ fontWeight: 600, outline: 'none' }}>
        {texts.onboarded}
      </p>
      <p>{texts.onboardedDetail}</p>
    </div>
  );
}
