'use client';

import type { ReactNode } from 'react';

/** What a page gives to be shown. It may be a component with a state: its hooks are this one's, not its host's. */
export function FromPage<Props extends object>({
  of,
  ...props
}: Props & { of: ReactNode | ((props: Props) => ReactNode) }) {
  return typeof of === 'function' ? of(props as unknown as Props) : of;
}
