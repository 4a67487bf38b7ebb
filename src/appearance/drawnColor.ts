import { rgbFromPrinted } from './printedColor.js';

/** A colour in a space that only the browser can convert, such as `lab()` or `color(display-p3 …)`: drawn, and read back. */
export function rgbFromDrawn(document: Document, printed: string): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  // Drawn opaque, because a canvas keeps a see-through colour's channels only roughly.
  const [, opaque = printed, alpha = '1'] = /^(.+?)\s*\/\s*([^/)]+)\)$/.exec(printed) ?? [];
  context.fillStyle = opaque === printed ? printed : `${opaque})`;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return rgbFromPrinted(`rgb(${r} ${g} ${b} / ${alpha})`);
}
