const WEBVIEW = /; wv\)|\bFBA[NV]\b|Instagram|\bLine\/|(?:iPhone|iPad)(?!.*Safari\/)/;

/**
 * Whether a page runs inside another app, as far as the browser's name tells. A page that was put on the home screen has
 * a name like an app's, and says `standalone`; a server has no name at all.
 */
export const isWebview = (
  { userAgent = '', standalone }: Partial<Navigator> & { standalone?: boolean } = globalThis.navigator ?? {},
): boolean => !standalone && WEBVIEW.test(userAgent);
