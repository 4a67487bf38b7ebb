import { isWebview } from '../session/isWebview.js';
import type { FinancialConnectionsParams } from './linkTypes.js';

let done = false;

/** In development, says what an app's webview needs before a bank can send the person back. Once. */
export function diagnoseWebview(params: FinancialConnectionsParams | undefined): void {
  if (done || params?.returnUrl || !isWebview()) return;
  done = true;
  // oxlint-disable-next-line no-console
  console.warn(
    "[stripe-embedded] This page runs in an app's webview, where a bank opens in place of the page and cannot send the person back. Give `params.returnUrl` an address that leads into your app, and allow it on the server.",
  );
}
