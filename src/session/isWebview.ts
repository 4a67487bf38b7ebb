const WEBVIEW = /; wv\)|\bFBA[NV]\b|Instagram|Line\/|(?:iPhone|iPad)(?!.*Safari\/)/;

/** Whether a page with this user agent runs inside another app. */
export const isWebview = (userAgent: string): boolean => WEBVIEW.test(userAgent);
