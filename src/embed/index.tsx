import { beginDevelopment } from './beginDevelopment.js';
import { defineElement } from './defineElement.js';
import { ELEMENTS } from './elements.js';

/*
 * The widgets for a page without React: one script that defines an element for each widget.
 */

// A server has no custom elements.
if (typeof customElements !== 'undefined') {
  if (process.env.NODE_ENV !== 'production') beginDevelopment();
  for (const [name, parts] of Object.entries(ELEMENTS)) defineElement(name, parts);
}
