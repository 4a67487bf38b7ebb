'use client';

import { useEffect, useRef, useState, type ComponentType } from 'react';
import type { SkeletonShape } from '../ui/Skeleton.js';
import type { ConnectComponentProps, OwnProps } from './connectProps.js';
import { ConnectSlot } from './ConnectSlot.js';
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
): ComponentType<ConnectComponentProps<Tag>> {
  const name = nameOf(tag);

  function Component(props: ConnectComponentProps<Tag>) {
    const newest = useRef<OwnProps>(props);
    const [drawn, setDrawn] = useState(props);
    // A parent that renders again, with handlers written inline, draws nothing anew.
    if (drawn !== props && !isAlike(drawn, props)) setDrawn(props);
    useEffect(() => {
      newest.current = props;
    });
    // Stripe may call a handler after that: the page's own is not to hear of it.
    useEffect(() => () => void (newest.current = {}), []);
    return <ConnectSlot name={name} tag={tag} shape={shape} props={drawn} newest={newest} />;
  }
  Component.displayName = name;
  return Component;
}
