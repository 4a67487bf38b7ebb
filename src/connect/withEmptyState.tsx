'use client';

import { useState, type ComponentType } from 'react';
import type { OwnProps } from './connectProps.js';

type Listener<Value> = ((value: Value) => void) | undefined;

/** What a component takes that is often empty. */
export interface EmptyProps {
  /** Takes no room while Stripe has nothing to show in it. @default false */
  hideWhenEmpty?: boolean;
}

/** For a component that is often empty, and whose emptiness is told by one of its own handlers. */
export function withEmptyState<Props, Handler extends keyof Props & string>(
  Component: ComponentType<Props>,
  handler: Handler,
  isEmpty: (value: Props[Handler] extends Listener<infer Value> ? Value : never) => boolean,
): ComponentType<Props & EmptyProps> {
  type Value = Parameters<typeof isEmpty>[0];

  function WithEmptyState({ hideWhenEmpty = false, ...props }: Props & EmptyProps) {
    // Until it is known, what may turn out empty takes no room either: no skeleton comes and goes.
    const [empty, setEmpty] = useState(false);
    const {
      style,
      fallback,
      [handler]: listener,
    } = props as unknown as OwnProps & Record<Handler, Listener<Value>>;
    if (!hideWhenEmpty) return <Component {...(props as unknown as Props & object)} />;
    const whenTold = (value: Value) => {
      setEmpty(isEmpty(value));
      listener?.(value);
    };
    const hidden = {
      [handler]: whenTold,
      fallback: fallback ?? null,
      style: empty ? { ...style, display: 'none' } : style,
    };
    return <Component {...(props as unknown as Props & object)} {...(hidden as unknown as Props & object)} />;
  }
  WithEmptyState.displayName = Component.displayName;
  return WithEmptyState;
}
