'use client';

import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { ConnectAccountOnboarding } from '../connect/components.js';
import { WidgetFrame, type WidgetProps } from './WidgetFrame.js';
import { useWidgetMessages } from './WidgetContext.js';

/** The widget's frame, and what `ConnectAccountOnboarding` takes. */
export interface OnboardingWidgetProps
  extends WidgetProps, Omit<ComponentProps<typeof ConnectAccountOnboarding>, keyof WidgetProps> {
  /** For an account that your server knows to be complete already. @default false */
  complete?: boolean;
}

/**
 * Onboarding with its progress, and a word when it is done: leaving Stripe's form is not finishing it, so
 * `checkStatus` asks your server.
 *
 * @example
 * <OnboardingWidget checkStatus={() => fetch('/api/status').then((answer) => answer.json())} />
 */
export function OnboardingWidget({ complete = false, ...props }: OnboardingWidgetProps) {
  const { title, actions, headingLevel, messages, className, style, ...onboarding } = props;
  const { onStepChange, onComplete, onIncomplete } = onboarding;
  const texts = useWidgetMessages(messages);
  const [steps, setSteps] = useState<readonly string[]>([]);
  const [ended, setEnded] = useState<'complete' | 'incomplete'>();
  const done = complete || ended === 'complete';
  return (
    <WidgetFrame
      title={title === undefined ? texts.onboarding : title}
      actions={
        actions ?? (!done && steps.length > 0 && <Progress text={texts.progress} step={steps.length + 1} />)
      }
      headingLevel={headingLevel}
      messages={messages}
      className={className}
      style={style}
    >
      {done ? (
        <Done title={texts.onboarded} detail={texts.onboardedDetail} isNews={!complete} />
      ) : (
        <>
          {ended && (
            <p className="stripe-embedded-note" role="status">
              {texts.notYetOnboarded}
            </p>
          )}
          <ConnectAccountOnboarding
            {...onboarding}
            onStepChange={(change) => {
              setSteps((before) => (before.includes(change.step) ? before : [...before, change.step]));
              onStepChange?.(change);
            }}
            onComplete={() => {
              setEnded('complete');
              onComplete?.();
            }}
            onIncomplete={() => {
              setEnded('incomplete');
              onIncomplete?.();
            }}
          />
        </>
      )}
    </WidgetFrame>
  );
}

const Progress = ({ text, step }: { text: string; step: number }) => (
  <span style={{ fontSize: '.9em' }}>{text.replace('{step}', String(step))}</span>
);

function Done({ title, detail, isNews }: { title: string; detail: string; isNews: boolean }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The form that had the focus is gone.
    if (isNews) words.current?.focus({ preventScroll: true });
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
        {title}
      </p>
      <p>{detail}</p>
    </div>
  );
}
