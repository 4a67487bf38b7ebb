import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Skeleton } from '../../src/ui/Skeleton.js';

it('moves by one rule for all, not for a person who wants no movement, and has edges where colours are forced', () => {
  const { container } = render(
    <>
      <Skeleton label="Loading" />
      <Skeleton label="Loading" shape="form" />
    </>,
  );
  for (const bars of container.querySelectorAll('[aria-hidden]'))
    expect(bars.getAnimations()).toHaveLength(1);
  const [moving, edge, ...more] = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  expect((moving as CSSMediaRule).media.mediaText).toBe('(prefers-reduced-motion: no-preference)');
  // A transparent one is drawn where colours are forced, and there alone.
  expect((edge as CSSStyleRule).style.outlineColor).toBe('transparent');
  expect(more).toEqual([]);
});
