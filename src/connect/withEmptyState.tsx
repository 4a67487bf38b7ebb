'use client';

import { useState, type ComponentType, type CSSProperties, type FunctionComponent } from 'react';
import type { EmbeddedError } from '../session/errors.js';
import { useConnectContext } from './ConnectContext.js';
import type { OwnProps } from './connectProps.js';
import { useWhose } from './useWhose.js';

type Listener<Value> = ((value: Value) => void) | undefined;

/** What a component takes that is often empty. */
export interface EmptyProps {
  /** Takes no room while Stripe has nothing to show in it. @default false */
  hideWhenEmpty?: boolean | undefined;
}

/** Whether it takes room on the page, as far as that is known. */
type Room = 'unknown' | 'none' | 'taken';

interface Known {
  of: string;
  room: Room;
  /** By Stripe. */
  said?: Room;
}

/** Out of the page's flow while nobody knows, so that Stripe can draw and a gap beside it does not open and close. */
const HIDDEN: Record<Room, CSSProperties> = {
  unknown: { position: 'absolute', insetInline: 0, visibility: 'hidden' },
  none: { display: 'none' },
  taken: {},
};

/** For a component that is often empty, and whose emptiness is told by one of its own handlers. */
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
    // Of another account nobody knows yet.
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
      // No skeleton comes and goes, and no gap of the page's layout either.
      ...(hideWhenEmpty && { fallback: fallback ?? null, style: { ...style, ...HIDDEN[room] } }),
      // What Stripe has drawn is shown, unless Stripe has said that it is empty. It says so once, so that is kept: for
      // when an error is over, and for a page that sets `hideWhenEmpty` later.
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
