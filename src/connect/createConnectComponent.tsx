'use client';

import { useInsertionEffect, useRef, type FunctionComponent, type ReactElement } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import type { ConnectComponentProps, OwnProps } from './connectProps.js';
import { ConnectPanel } from './ConnectPanel.js';
import { isAlike } from './isAlike.js';

/** `payouts-list` becomes `ConnectPayoutsList`. */
const nameOf = (tag: string) =>
  `Connect${tag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/**
 * Creates the React component for one of Stripe's tags, even for a tag that Stripe releases before this library knows
 * it. Each prop `x` is passed to Stripe through `setX`.
 *
 * @example
 * const ConnectPayments = createConnectComponent('payments');
 */
export function createConnectComponent<const Tag extends string>(
  tag: Tag,
  shape: SkeletonShape = 'table',
): FunctionComponent<ConnectComponentProps<Tag>> {
  const name = nameOf(tag);

  function Component(props: ConnectComponentProps<Tag>) {
    /** The newest render that is shown. */
    const newest = useRef<{ props: OwnProps; slot?: ReactElement }>({ props });
    /* oxlint-disable react/refs -- it does not matter which render wrote it: elements with the same props draw the same */
    const before = newest.current;
    // When a parent re-renders with inline handlers, nothing below re-renders: React bails out on the same element.
    const slot =
      before.slot && isAlike(before.props, props) ? (
        before.slot
      ) : (
        <ConnectPanel name={name} tag={tag} shape={shape} props={props} newest={newest} />
      );
    useInsertionEffect(() => {
      newest.current = { props, slot };
    });
    return slot;
    /* oxlint-enable react/refs */
  }
  Component.displayName = name;
  return Component;
}
