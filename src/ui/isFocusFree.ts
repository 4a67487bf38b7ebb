/** Whether no element has the focus, for example because the one that had it was removed. */
export const isFocusFree = (): boolean => (document.activeElement ?? document.body) === document.body;
