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

/** Stripe tells of a step when the person comes to it: of the one that they begin at there is no word. Mostly it is this. */
const FIRST = 'business_type';

/** The widget's frame, and what `ConnectAccountOnboarding` takes. */
export interface OnboardingWidgetProps
  extends WidgetProps, Omit<ComponentProps<typeof ConnectAccountOnboarding>, keyof WidgetProps> {
  /** For an account that your server knows to be complete already. @default false */
  complete?: boolean | undefined;
}

/**
 * Onboarding with its progress, and a word when it is done: leaving Stripe's form is not finishing it, so
 * `checkStatus` asks your server.
 *
 * @example
 * <OnboardingWidget checkStatus={async () => (await (await fetch('/api/status')).json()).complete} />
 */
export function OnboardingWidget(props: OnboardingWidgetProps) {
  // Its steps and its end are those of one account.
  return <OfAccount key={useWhose(useConnectContext('OnboardingWidget').store)} {...props} />;
}

function OfAccount({ complete = false, ...props }: OnboardingWidgetProps) {
  const { frame, rest: onboarding, texts } = useFrame(props, 'onboarding');
  const { onReady, onStepChange, onComplete, onIncomplete } = onboarding;
  const [seen, setSeen] = useState<readonly string[]>([FIRST]);
  const [step, setStep] = useState<string>();
  const [end, setEnd] = useState<{ takesFocus: boolean }>();
  const [leavings, setLeavings] = useState(0);
  /** The form comes next to it. */
  const news = useRef<Element>(null);
  const done = complete || end;
  const progress = step && texts.progress.replace('{step}', String(seen.indexOf(step) + 1));
  // Made anew for each step: Preact writes into the text that a browser's translation has put another in the place of.
  const counter = (
    <span key={progress} style={{ fontSize: '.9em' }}>
      {progress}
    </span>
  );
  return (
    <WidgetFrame {...frame} actions={frame.actions ?? (!done && progress && counter)}>
      {/* There before its text, as in the frame. No status where the words take the focus: they are heard by that. */}
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
          // Each leaving is news, in the same words.
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
            // Counted in the order in which they were first seen, so that a way back counts down.
            setSeen((before) => (before.includes(change.step) ? before : [...before, change.step]));
            setStep(change.step);
            onStepChange?.(change);
          }}
          onComplete={() => {
            try {
              onComplete?.();
            } finally {
              // The person may be elsewhere on the page already when the server's word comes, or be sent there by it.
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
  /** The words take the focus that was in the form. */
  isNews: boolean;
}

function Done({ texts, isNews }: DoneProps) {
  const words = useRef<HTMLParagraphElement>(null);
  /** A page that hides the widget and shows it again runs its effects again. */
  const isTold = useRef(false);
  useEffect(() => {
    if (isTold.current) return;
    isTold.current = true;
    // With the form that had it, the focus is gone.
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
