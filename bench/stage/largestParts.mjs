/** When a size target is missed, shows where to look first. */
export function largestParts(modules) {
  const all = modules.reduce((sum, [, length]) => sum + length, 0);
  const parts = modules
    .slice(0, 6)
    .map(([name, length]) => `\`${name}\` ${Math.round((100 * length) / all)} %`);
  return `its largest parts, before minification, are ${parts.join(', ')}.`;
}
