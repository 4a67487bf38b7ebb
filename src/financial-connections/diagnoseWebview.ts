import { isWebview } from '../session/isWebview.js';
import { warnOnce } from '../session/warnOnce.js';
import type { FinancialConnectionsParams } from './linkTypes.js';

/** In development, says what an app's webview needs before a bank can send the person back. Once. */
export function diagnoseWebview(params: FinancialConnectionsParams | undefined): void {
  if (params?.returnUrl || !isWebview()) return;
  warnOnce(
    "This page runs in an app's webview, where a bank opens in place of the page and cannot send the person back. Give `params.returnUrl` an address that leads into your app, and allow it on the server.",
  );
}
