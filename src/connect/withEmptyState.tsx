'use client';

import { useState, type ComponentType, type CSSProperties, type FunctionComponent } from 'react';
import type { EmbeddedError } from '../session/errors.js';
import { useConnectContext } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import { useWhose } from './useWhose.js';

type Listener<Value> = ((value: Value) => void) | undefined;

/** The prop of a component that is often empty. */
export interface EmptyProps {
  /** Takes up no space while Stripe has nothing to show in the component. @default false */
  hideWhenEmpty?: boolean | undefined;
}

/** Whether the component takes up space on the page, as far as we know. */
type Room = 'unknown' | 'none' | 'taken';

interface Known {
  of: string;
  room: Room;
  /** What Stripe reported. */
  said?: Room;
}

/** While unknown, it is out of the page's flow: Stripe can draw, and no gap in the layout opens and closes. */
const HIDDEN: Record<Room, CSSProperties> = {
  unknown: { position: 'absolute', insetInline: 0, visibility: 'hidden' },
  none: { display: 'none' },
  taken: {},
};

/** For a component that is often empty, and that reports so through one of its own handlers. */
export function withEmptyState<Props, Handler extends keyof Props & string>(
  Component: ComponentType<Props>,
  handler: Handler,
  isEmpty: (value: Props[Handler] extends Listener<infer Value> ? Value : never) => boolean,
): FunctionComponent<Props & EmptyProps> {
  type Value = Parameters<typeof isEmpty>[0];

  function WithEmptyState({ hideWhenEmpty = false, ...props }: Props & EmptyProps) {
    const whose = useWhose(useConnectContext(Component.displayName!).store);
    const nothing: Known = { of: whose, room: 'unknown' };
    const [known, setKnown] = useState(nothing);
    // Nothing is known about another account yet.
    const ofThis = (state: Known) => (state.of === whose ? state : nothing);
    const { room } = ofThis(known);
    const {
      style,
      fallback,
      onReady,
      onError,
      [handler]: listener,
    } = props as unknown as OwnProps & Record<Handler, Listener<Value>>;
    const hidden = {
      // Neither a skeleton nor a gap in the page's layout should flash.
      ...(hideWhenEmpty && { fallback: fallback ?? null, style: { ...style, ...HIDDEN[room] } }),
      // Show what Stripe has drawn, unless Stripe reported it as empty. It reports that once, so remember it for when
      // an error is over, and for a page that sets `hideWhenEmpty` later.
      onReady: () => {
        setKnown((before) => ({ ...ofThis(before), room: ofThis(before).said ?? 'taken' }));
        onReady?.();
      },
      onError: (error: EmbeddedError) => {
        setKnown((before) => ({ ...ofThis(before), room: 'taken' }));
        onError?.(error);
      },
      [handler]: (value: Value) => {
        const said = isEmpty(value) ? 'none' : 'taken';
        setKnown({ of: whose, said, room: said });
        listener?.(value);
      },
    };
    return <Component {...(props as unknown as Props & object)} {...(hidden as unknown as Props & object)} />;
  }
  WithEmptyState.displayName = Component.displayName;
  return WithEmptyState;
}
