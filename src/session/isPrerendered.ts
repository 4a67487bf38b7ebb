/**
 * Whether the browser is prerendering this page for a visit that may never come. `then` is called when the visit starts.
 * Until then, the browser loads no cross-origin frames, so Stripe could not draw anything.
 */
export function isPrerendered(then: () => void): boolean {
  const { prerendering } = document as { prerendering?: boolean };
  if (prerendering) document.addEventListener('prerenderingchange', then, { once: true });
  return Boolean(prerendering);
}
