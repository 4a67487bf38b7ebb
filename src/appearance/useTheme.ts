'use client';

import { useSyncExternalStore } from 'react';
import type { ThemeName } from './themes.js';

export type Theme = ThemeName | 'auto';

const QUERY = '(prefers-color-scheme: dark)';
const no = () => false;
const isDark = () => Boolean(window.matchMedia?.(QUERY)?.matches);

function follow(listener: () => void) {
  const query = window.matchMedia?.(QUERY);
  query?.addEventListener?.('change', listener);
  return () => query?.removeEventListener?.('change', listener);
}

/** The current theme. `auto` follows the system setting, even when it changes while the page is open. */
export function useTheme(theme: Theme | undefined): ThemeName | undefined {
  const auto = theme === 'auto';
  const dark = useSyncExternalStore(follow, auto ? isDark : no, no);
  return auto ? (dark ? 'dark' : 'light') : theme;
}
