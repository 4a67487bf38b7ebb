/** Whether the focus is in it: also in a shadow root, which the document does not look into. */
export const hasFocus = (place: Element): boolean =>
  place.contains((place.getRootNode() as Document | ShadowRoot).activeElement);
