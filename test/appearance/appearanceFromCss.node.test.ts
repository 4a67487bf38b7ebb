import { expect, it } from 'vitest';
import { appearanceFromCss } from 'stripe-embedded';

it('returns an empty object on a server, because Connect.js runs only in the browser', () => {
  expect(appearanceFromCss({ variables: { colorPrimary: '--primary' } })).toEqual({});
});
