/** Whether the element is visible: one behind a tab must not announce anything yet. */
export const isSeen = (element: Element | null): boolean => element?.checkVisibility?.() ?? true;
