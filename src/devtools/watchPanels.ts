import type { ComponentState } from './timelineTypes.js';

/** One of this library's components, as it is on the page. */
export interface SeenPanel {
  element: Element;
  tag: string;
  state: ComponentState;
}

const PANELS = '[data-stripe-embedded][data-state]';

/** Tells which components are on the page, at once and whenever that changes. Watches only: nothing is touched. */
export function watchPanels(root: Node & ParentNode, tell: (panels: SeenPanel[]) => void): () => void {
  const look = () =>
    tell(
      [...root.querySelectorAll<HTMLElement>(PANELS)].map((element) => ({
        element,
        tag: element.dataset['stripeEmbedded'] ?? '',
        state: element.dataset['state'] as ComponentState,
      })),
    );
  const observer = new MutationObserver(look);
  observer.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state'],
  });
  look();
  return () => observer.disconnect();
}
