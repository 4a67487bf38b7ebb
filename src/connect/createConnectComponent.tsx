'use client';

import { useInsertionEffect, useRef, type FunctionComponent, type ReactElement } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import type { ConnectComponentProps, OwnProps } from './connectProps.js';
import { ConnectPanel } from './ConnectPanel.js';
import { isAlike } from './isAlike.js';

/** `payouts-list` gives `ConnectPayoutsList`. */
const nameOf = (tag: string) =>
  `Connect${tag.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/**
 * Makes the React component for one of Stripe's tags: also for a tag that Stripe brings out before this library
 * knows it. Each prop `x` reaches Stripe through `setX`.
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
    const newest = useRef<OwnProps>(props);
    /* oxlint-disable react/refs -- whichever render wrote it: an element that is alike draws the same */
    const settled = useRef<ReactElement<{ props: OwnProps }>>(undefined);
    // A parent that renders again, with handlers written inline, draws nothing anew: at the same element React stops.
    const before = settled.current;
    const slot =
      before && isAlike(before.props.props, props) ? (
        before
      ) : (
        <ConnectPanel name={name} tag={tag} shape={shape} props={props} newest={newest} />
      );
    useInsertionEffect(() => {
      newest.current = props;
      settled.current = slot;
    });
    return slot;
    /* oxlint-enable react/refs */
  }
  Component.displayName = name;
  return Component;
}
