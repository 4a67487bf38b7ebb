import { isEqual } from '../session/isEqual.js';
import type { ConnectSettings } from './connectTypes.js';

type Fonts = ConnectSettings['fonts'];

/** In development, warns that Connect.js keeps the fonts it started with when `fonts` change. */
export function diagnoseFonts(given: Fonts, next: Fonts): void {
  if (isEqual(given, next)) return;
  // oxlint-disable-next-line no-console
  console.warn(
    '[stripe-embedded] `fonts` changed, but Connect.js reads them only when it starts, so the components keep the old ones. Pass all fonts from the start, or call `useConnect().refresh()` to recreate the components.',
  );
}
