const WEBVIEW = /; wv\)|\bFBA[NV]\b|Instagram|\bLine\/|(?:iPhone|iPad)(?!.*Safari\/)/;

/** Whether a page runs inside another app, as far as the browser's name tells. One on the home screen has a name like it. */
export const isWebview = ({
  userAgent,
  standalone,
}: Navigator & { standalone?: boolean } = navigator): boolean => !standalone && WEBVIEW.test(userAgent);
