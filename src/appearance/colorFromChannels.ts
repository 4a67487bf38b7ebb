const CHANNELS =
  /^[-+]?[\d.]+(?<first>%|deg)?[\s,]+[\d.]+(?<second>%)?[\s,]+[-+]?[\d.]+(?<third>%|deg)?(?:\s*[/,]\s*[\d.]+%?)?$/;

/**
 * Some design systems store a colour's channels without the function, to add an alpha later:
 * `222 47% 11%` is hsl (shadcn/ui), `15 23 42` is rgb (Tailwind 3, Bootstrap), `49% 0.31 275` is oklch (daisyUI).
 */
export function colorFromChannels(text: string): string | undefined {
  const { first, second, third } = CHANNELS.exec(text)?.groups ?? {};
  if (second && third === '%') return first === '%' ? undefined : `hsl(${text})`;
  if (second || third === '%') return undefined;
  if (first === '%') return `oklch(${text})`;
  return /^\d+[\s,]+\d+[\s,]+\d+(?![\d.])/.test(text) && !third ? `rgb(${text})` : undefined;
}
