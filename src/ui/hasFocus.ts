/** Whether the focus is inside. Works in a shadow root too, which `document.activeElement` does not look into. */
export const hasFocus = (place: Element): boolean =>
  place.contains((place.getRootNode() as Document | ShadowRoot).activeElement);
