export type Child = Node | string | undefined | false | Child[];

/** Creates an element. Functions become handlers, other values attributes. `false` and `undefined` are left out. */
export type ElementMaker = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props?: Record<string, unknown>,
  ...children: Child[]
) => HTMLElementTagNameMap[Tag];

/** Creates the elements of one document. */
export const elementMaker =
  (document: Document): ElementMaker =>
  (tag, props = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value === undefined || value === false) continue;
      if (typeof value === 'function') Object.assign(element, { [name]: value });
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    const nodes = (children as unknown[]).flat(9) as Child[];
    element.append(
      ...nodes.filter((child): child is Node | string => child !== undefined && child !== false),
    );
    return element;
  };

/** Uses a constructed style sheet where possible, because a strict Content-Security-Policy allows it. */
export function addStyle(root: ShadowRoot, css: string): void {
  const view = root.ownerDocument.defaultView!;
  try {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(elementMaker(root.ownerDocument)('style', {}, css));
  }
}
