/** A part of the page's own text colour: it fits a light page and a dark one. */
export const tint = (percent: number): string => `color-mix(in srgb, currentColor ${percent}%, transparent)`;

export const RADIUS = 'var(--stripe-embedded-radius, 8px)';
