/** A tint of the page's own text colour, which fits light and dark pages. */
export const tint = (percent: number): string => `color-mix(in srgb, currentColor ${percent}%, transparent)`;

export const RADIUS = 'var(--stripe-embedded-radius, 8px)';
