import { isWebview } from '../session/isWebview.js';
import { warnOnce } from '../session/warnOnce.js';
import type { FinancialConnectionsParams } from './linkTypes.js';

/** In development, warns once about what an app's webview needs so that a bank can send the user back. */
export function diagnoseWebview(params: FinancialConnectionsParams | undefined): void {
  if (params?.returnUrl || !isWebview()) return;
  warnOnce(
    "This page runs in an app's webview, where a bank replaces the page and cannot send the user back. Set `params.returnUrl` to an address that leads into your app, and allow it on the server.",
  );
}
