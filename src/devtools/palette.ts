/** Each colour has a contrast of at least 3:1 with white and with near-black, so one set serves both themes. */
export const ASKED = '#3b82f6';
export const LIVE = '#16a34a';
export const FAILED = '#ef4444';
export const ENDING = '#d97706';
