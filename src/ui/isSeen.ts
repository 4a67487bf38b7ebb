/** Whether a person has it before them: what is behind a tab tells nothing yet. */
export const isSeen = (element: Element | null): boolean => element?.checkVisibility?.() ?? true;
