'use client';

import type { ElementType, ReactNode } from 'react';

/**
 * What a page gives to be shown. It may be a component with a state: its hooks are its own, not its host's. Functions
 * of one source are one component, or an inline one would lose its state with each render; another one begins anew, or
 * its hooks would be taken for those of the one before.
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
