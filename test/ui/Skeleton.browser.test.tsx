import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Skeleton } from '../../src/ui/Skeleton.js';

it('moves, all of them by one rule, and not for a person who wants no movement', () => {
  const { container } = render(
    <>
      <Skeleton label="Loading" />
      <Skeleton label="Loading" shape="form" />
    </>,
  );
  for (const bars of container.querySelectorAll('[aria-hidden]'))
    expect(bars.getAnimations()).toHaveLength(1);
  const rules = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  expect(rules).toHaveLength(1);
  expect((rules[0] as CSSMediaRule).media.mediaText).toBe('(prefers-reduced-motion: no-preference)');
});
