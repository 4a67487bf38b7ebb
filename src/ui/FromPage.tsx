'use client';

import type { ElementType, ReactNode } from 'react';

/**
 * Shows what a page gives: a node, or a component, which may have hooks of its own. A function that is written inline is
 * another one at each render, so functions with the same source text count as one component and keep its state. Another
 * text is another component: React would take its hooks for those of the one before.
 */
export function FromPage<Props extends object>({
  of,
  ...props
}: Props & { of: ReactNode | ((props: Props) => ReactNode | Promise<ReactNode>) }) {
  if (typeof of === 'function')
    return <Called key={String(of)} of={of as (props: object) => ReactNode} props={props} />;
  const Given = of as ElementType;
  return isWrapped(of) ? <Given {...props} /> : of;
}

/** What `memo` and `forwardRef` make is a component to TypeScript, and to React an object that it refuses as a child. */
const isWrapped = (of: unknown) =>
  typeof of === 'object' && of !== null && ('compare' in of || 'render' in of);

const Called = ({ of, props }: { of: (props: object) => ReactNode; props: object }) => of(props);
