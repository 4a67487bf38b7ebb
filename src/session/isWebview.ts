const WEBVIEW = /; wv\)|\bFBA[NV]\b|Instagram|\bLine\/|(?:iPhone|iPad)(?!.*Safari\/)/;

/**
 * Whether the page runs inside another app, judging by the user agent. A page on the home screen has a user agent
 * like an app's, but sets `standalone`. A server has no user agent at all.
 */
export const isWebview = (
  { userAgent = '', standalone }: Partial<Navigator> & { standalone?: boolean } = globalThis.navigator ?? {},
): boolean => !standalone && WEBVIEW.test(userAgent);
