import { isWebview } from '../session/isWebview.js';

const said = new Set<string>();

/** In development, names what on this page Stripe's components cannot live with. Once. */
export function diagnosePage(): void {
  if (typeof window === 'undefined') return;
  const warn = (text: string) => {
    // oxlint-disable-next-line no-console
    if (!said.has(text)) console.warn(`[stripe-embedded] ${text}`);
    said.add(text);
  };
  if (isWebview(navigator.userAgent)) {
    warn(
      "This page runs in an app's webview, which Stripe's embedded components do not support. Open it in the browser, or use Stripe's mobile SDK.",
    );
  }
  if (window.crossOriginIsolated) {
    warn(
      "This page sends Cross-Origin-Opener-Policy: same-origin, so the windows that Stripe's components open cannot answer it. Send `same-origin-allow-popups` or `unsafe-none`.",
    );
  }
}
