'use client';

import type { ElementType, ReactNode } from 'react';

/**
 * Renders what the page passes: a node, or a component, which may have its own hooks. An inline function changes on
 * every render, so functions with the same source text count as one component and keep its state. A different text
 * counts as a different component, or React would mistake its hooks for those of the previous one.
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

/** `memo` and `forwardRef` return what TypeScript accepts as a component, but React rejects the object as a child. */
const isWrapped = (of: unknown) =>
  typeof of === 'object' && of !== null && ('compare' in of || 'render' in of);

const Called = ({ of, props }: { of: (props: object) => ReactNode; props: object }) => of(props);
