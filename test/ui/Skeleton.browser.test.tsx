import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Skeleton } from '../../src/ui/Skeleton.js';

it('shares one animation rule, respects reduced motion and has outlines in forced colours', () => {
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
  // A transparent outline is visible only in forced colours.
  expect((edge as CSSStyleRule).style.outlineColor).toBe('transparent');
  expect(more).toEqual([]);
});
