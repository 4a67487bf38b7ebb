/**
 * Whether the browser renders this page ahead of a visit, which may never come; `then` is called when it does. Until then
 * a browser loads no frames of another origin, so Stripe could draw nothing.
 */
export function isPrerendered(then: () => void): boolean {
  const { prerendering } = document as { prerendering?: boolean };
  if (prerendering) document.addEventListener('prerenderingchange', then, { once: true });
  return Boolean(prerendering);
}
