/** Whether nobody has the focus, as when what had it has left the page. */
export const isFocusFree = (): boolean => (document.activeElement ?? document.body) === document.body;
