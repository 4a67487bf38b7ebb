import { isEqual } from '../session/isEqual.js';
import type { ConnectSettings } from './connectTypes.js';

type Fonts = ConnectSettings['fonts'];

/** In development, says that fonts which changed stay as Connect.js was given them. */
export function diagnoseFonts(given: Fonts, next: Fonts): void {
  if (isEqual(given, next)) return;
  // oxlint-disable-next-line no-console
  console.warn(
    '[stripe-embedded] `fonts` changed, and Connect.js takes them only when it starts, so the components keep the old ones. Give them from the beginning, or call `useConnect().refresh()` to make the components anew.',
  );
}
