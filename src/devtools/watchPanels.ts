import type { ComponentState } from './timelineTypes.js';

/** One of this library's components on the page. */
export interface SeenPanel {
  element: Element;
  tag: string;
  state: ComponentState;
}

const PANELS = '[data-stripe-embedded][data-state]';

/** Reports which components are on the page, immediately and on every change. It only watches and changes nothing. */
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
