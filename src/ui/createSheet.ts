/**
 * Rules that are put, once, on the page; or into the shadow root that an element is in, which the page's do not reach.
 * Made by script, because a style sheet of ours could be refused by a Content-Security-Policy.
 */
export function createSheet(rules: string): (element?: Element | null) => void {
  let sheet: CSSStyleSheet | undefined;
  return (element) => {
    const root = element?.getRootNode();
    // Never another window's, into which a page may draw, or move a shadow root of this one's: it would throw.
    const place = root instanceof ShadowRoot && root.ownerDocument === document ? root : document;
    // jsdom has none, and goes without.
    if (!place.adoptedStyleSheets) return;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
    }
    // Before the page's own, which win where two weigh the same.
    if (!place.adoptedStyleSheets.includes(sheet))
      place.adoptedStyleSheets = [sheet, ...place.adoptedStyleSheets];
  };
}
