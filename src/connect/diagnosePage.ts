import { isWebview } from '../session/isWebview.js';
import { named } from '../session/named.js';
import { warnOnce } from '../session/warnOnce.js';

/** In development, warns once about each property of the page that Stripe's components do not work with. */
export function diagnosePage(linkOut?: string | URL): void {
  if (typeof window === 'undefined') return;
  if (!linkOut && isWebview()) {
    warnOnce(
      `This page runs in an app's webview, which Stripe's embedded components do not support. ${named.linkOut} that leads to the browser, open the page in a browser, or use Stripe's mobile SDK.`,
    );
  }
  if (window.crossOriginIsolated) {
    warnOnce(
      "This page sends Cross-Origin-Opener-Policy: same-origin, so windows that Stripe's components open cannot communicate with it. Send `same-origin-allow-popups` or `unsafe-none` instead.",
    );
  }
}
