/**
 * Fills the available width. A size container ignores its content's width, so in a row, a float or a centred column it
 * would have no width at all. Not 100%, which overflows by the margins. Browsers have different names for this value.
 */
export const STRETCH =
  'inline-size: -moz-available; inline-size: -webkit-fill-available; inline-size: stretch';
