/**
 * As wide as its place: in a row, a float or a centred column a frame, whose width asks nothing of what is in it, would
 * have none. Not 100%, which goes beyond the place by a margin; and browsers have names of their own for it.
 */
export const STRETCH =
  'inline-size: -moz-available; inline-size: -webkit-fill-available; inline-size: stretch';
