import { STRETCH } from './stretch.js';

/**
 * What inline styles cannot express: container queries, hover, print. The colours are those of the provider's
 * appearance if there are any, otherwise the page's own.
 *
 * The reasons are listed here, because comments in the string would be sent to every page:
 * - The width is in `:where()`, which has no specificity, so any rule of the page overrides it.
 * - The header of a narrow frame has less padding only at its sides, so its title is level with a wider frame's beside it.
 * - If a frame has two of Stripe's components, the first has more space below it, because the second starts with
 *   filters, not with a title. If the first is hidden, so is that space.
 * - If both have failed, the first is hidden if the second has a Retry button: one problem must not show twice.
 * - A transparent border becomes visible in forced-colours mode, where backgrounds are not drawn.
 * - The open tab's fill is a layer over its surface, because the surface may be a gradient.
 */
export const WIDGET_STYLE = `
:where(.stripe-embedded-widget, .stripe-embedded-dashboard) {${STRETCH}}
.stripe-embedded-widget {
  container-type: inline-size;
  box-sizing: border-box;
  min-inline-size: 0;
  color: var(--stripe-embedded-text, inherit);
  background: var(--stripe-embedded-surface, transparent);
  border: 1px solid var(--stripe-embedded-border, color-mix(in srgb, currentColor 16%, transparent));
  border-radius: var(--stripe-embedded-widget-radius, 12px);
  font: inherit;
}
.stripe-embedded-header {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 8px 16px;
  padding: 18px 24px 0;
}
.stripe-embedded-header :is(h1, h2, h3, h4, h5, h6) {
  margin: 0;
  font-size: 1.15em;
  line-height: 1.3;
  overflow-wrap: anywhere;
}
.stripe-embedded-widget > .stripe-embedded-body {
  display: grid;
  gap: 16px;
  padding: 16px 24px 24px;
}
.stripe-embedded-widget > .stripe-embedded-body:first-child { padding-block-start: 24px; }
.stripe-embedded-body > * { min-inline-size: 0; }
@container (max-inline-size: 360px) {
  .stripe-embedded-header { padding-inline: 16px; }
  .stripe-embedded-widget > .stripe-embedded-body,
  .stripe-embedded-widget > .stripe-embedded-body:first-child { padding: 16px; }
}
.stripe-embedded-body > [data-stripe-embedded]:not([data-stripe-embedded="notification-banner"]):has(+ [data-stripe-embedded]) {
  margin-block-end: 16px;
}
.stripe-embedded-body > [data-state="error"]:has(+ [data-state="error"] > :not([hidden]) button) { display: none; }
.stripe-embedded-note {
  margin: 0;
  padding: 9px 13px;
  border: 1px solid transparent;
  border-radius: 8px;
  background: color-mix(in srgb, currentColor 7%, transparent);
  font-size: .92em;
}
.stripe-embedded-done {
  display: grid;
  justify-items: center;
  gap: 6px;
  padding: 28px 12px;
  text-align: center;
}
.stripe-embedded-done p { margin: 0; }
.stripe-embedded-done svg { width: 44px; height: 44px; }
.stripe-embedded-dashboard { container-type: inline-size; min-inline-size: 0; font: inherit; }
.stripe-embedded-layout { display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }
.stripe-embedded-tabs {
  display: flex;
  gap: 4px;
  overflow-x: auto;
  scrollbar-width: thin;
  padding: 3px;
  border-block-end: 1px solid var(--stripe-embedded-border, color-mix(in srgb, currentColor 16%, transparent));
}
.stripe-embedded-tabs > button {
  flex: none;
  inline-size: auto;
  block-size: auto;
  margin: 0;
  box-shadow: none;
  font: inherit;
  font-weight: 500;
  color: inherit;
  text-align: start;
  background: none;
  border: 0;
  border-radius: 8px;
  min-block-size: 40px;
  padding: 6px 14px;
  cursor: pointer;
}
.stripe-embedded-tabs > button:hover { background: color-mix(in srgb, currentColor 7%, transparent); }
.stripe-embedded-tabs > button[aria-selected="true"] {
  color: var(--stripe-embedded-accent, var(--stripe-embedded-text, inherit));
  background:
    linear-gradient(color-mix(in srgb, currentColor 10%, transparent) 0 0),
    var(--stripe-embedded-surface, transparent);
  font-weight: 600;
}
.stripe-embedded-tabs > button:focus-visible { outline: 2px solid currentColor; outline-offset: 1px; }
.stripe-embedded-panels > [role="tabpanel"] { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
.stripe-embedded-panels > [hidden] { display: none; }
@container (min-inline-size: 860px) {
  .stripe-embedded-layout { grid-template-columns: 196px minmax(0, 1fr); gap: 28px; }
  .stripe-embedded-tabs { flex-direction: column; overflow: visible; border: 0; align-self: start; }
}
@media (forced-colors: active) {
  .stripe-embedded-tabs > button[aria-selected="true"] { padding: 4px 12px; border: 2px solid Highlight; }
}
@media print {
  .stripe-embedded-tabs, .stripe-embedded-header button { display: none; }
  .stripe-embedded-layout { display: block; }
  .stripe-embedded-widget { border: 0; break-inside: avoid; }
}
`;
