'use client';

import { useInsertionEffect, useRef, type ComponentType, type FunctionComponent } from 'react';
import { fault } from '../session/errors.js';
import { shield } from '../session/shield.js';
import { useConnectContext } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import { useWhose } from './useWhose.js';

/** Checks whether onboarding is complete: leaving the form does not mean that it is. */
export interface StatusCheckProps {
  /**
   * Called when the user leaves onboarding, which does not mean that it is complete. Ask your server, which knows the
   * account's `details_submitted`, and return whether onboarding is complete.
   */
  checkStatus?: ((signal: AbortSignal) => boolean | Promise<boolean>) | undefined;
  /** Called when `checkStatus` returned true. */
  onComplete?: (() => void) | undefined;
  /** Called when `checkStatus` returned false: the user may come back later. */
  onIncomplete?: (() => void) | undefined;
}

type StatusChecked<Props extends { onExit: () => void }> = Omit<Props, 'onExit'> & {
  onExit?: (() => void) | undefined;
} & StatusCheckProps;

/** For a component whose `onExit` does not say whether the user is done. */
export function withStatusCheck<Props extends { onExit: () => void }>(
  Component: ComponentType<Props>,
): FunctionComponent<StatusChecked<Props>> {
  function WithStatusCheck(props: StatusChecked<Props>) {
    const { checkStatus, onComplete: _complete, onIncomplete: _incomplete, ...rest } = props;
    const { report, store } = useConnectContext(Component.displayName!);
    const whose = useWhose(store);
    const newest = useRef(props);
    const asking = useRef<AbortController>(undefined);
    // An insertion effect also runs while hidden: the answer may arrive then, and must reach the newest handlers.
    useInsertionEffect(() => {
      newest.current = props;
    });
    // An answer about one account says nothing about another.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
    useInsertionEffect(() => () => asking.current?.abort(), [whose]);

    const whenLeft = async () => {
      asking.current?.abort();
      const { signal } = (asking.current = new AbortController());
      shield(() => newest.current.onExit?.());
      // `onExit` may have unmounted the component.
      if (!checkStatus || signal.aborted) return;
      let complete: boolean;
      try {
        complete = await checkStatus(signal);
      } catch (cause) {
        if (signal.aborted) return;
        const error = fault(
          'flow_failed',
          { why: 'check_status' },
          { cause, component: 'account-onboarding', retryable: true },
        );
        shield(() => report(error));
        shield(() => (newest.current as unknown as OwnProps).onError?.(error));
        return;
      }
      const { onComplete, onIncomplete } = newest.current;
      if (!signal.aborted) shield(() => (complete ? onComplete : onIncomplete)?.());
    };
    return <Component {...({ ...rest, onExit: whenLeft } as unknown as Props & object)} />;
  }
  WithStatusCheck.displayName = Component.displayName;
  return WithStatusCheck;
}
