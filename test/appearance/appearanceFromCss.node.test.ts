import { expect, it } from 'vitest';
import { appearanceFromCss } from 'stripe-embedded';

it('gives nothing on a server: Connect.js runs in the browser only', () => {
  expect(appearanceFromCss({ variables: { colorPrimary: '--primary' } })).toEqual({});
});
