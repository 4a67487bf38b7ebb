/**
 * Creates a function that adds these rules, once, to the page, or to the shadow root that an element is in, which the
 * page's rules do not reach. Created by script, because a Content-Security-Policy could block a `<style>` of ours.
 */
export function createSheet(rules: string): (element?: Element | null) => void {
  let sheet: CSSStyleSheet | undefined;
  return (element) => {
    const root = element?.getRootNode();
    // Never another window's document, where it would throw. A page may draw there, or move one of its shadow roots
    // there.
    const place = root instanceof ShadowRoot && root.ownerDocument === document ? root : document;
    // jsdom does not support adopted style sheets, and works without these rules.
    if (!place.adoptedStyleSheets) return;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
    }
    // Before the page's own sheets, which then win at equal specificity.
    if (!place.adoptedStyleSheets.includes(sheet))
      place.adoptedStyleSheets = [sheet, ...place.adoptedStyleSheets];
  };
}
