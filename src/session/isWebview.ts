const WEBVIEW = /; wv\)|\bFBA[NV]\b|Instagram|\bLine\/|(?:iPhone|iPad)(?!.*Safari\/)/;

/**
 * Whether a page runs inside another app, as far as the browser's name tells. One on the home screen has a name like
 * it, and a server has none.
 */
export const isWebview = (
  { userAgent = '', standalone }: Partial<Navigator> & { standalone?: boolean } = globalThis.navigator ?? {},
): boolean => !standalone && WEBVIEW.test(userAgent);
