/** Each is told from white and from near-black by 3 to 1, so that one set serves both themes. */
export const ASKED = '#3b82f6';
export const LIVE = '#16a34a';
export const FAILED = '#ef4444';
export const ENDING = '#d97706';
