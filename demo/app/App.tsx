import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { fetchMe, type Me } from './api.js';
import { Dashboard, type Theme } from './Dashboard.js';
import { Failed } from './Failed.js';
import { Brand, SignIn } from './SignIn.js';
import { LANGUAGES, textsFor, type Language } from './texts.js';
import { useSetting } from './useSetting.js';

const DARK = window.matchMedia('(prefers-color-scheme: dark)');
const followSystem = (listener: () => void) => {
  DARK.addEventListener('change', listener);
  return () => DARK.removeEventListener('change', listener);
};

export function App() {
  const [me, setMe] = useState<Me | null | 'failed'>();
  const [theme, setTheme] = useSetting<Theme>('theme', 'auto');
  const [language, setLanguage] = useSetting<Language>('language', 'en');
  const systemIsDark = useSyncExternalStore(followSystem, () => DARK.matches);
  const worn = theme === 'auto' ? (systemIsDark ? 'dark' : 'light') : theme;
  const texts = textsFor(language);

  // During render instead of in an effect, because the components below read the page's colours as they render.
  // oxlint-disable-next-line react/immutability
  document.documentElement.dataset['theme'] = worn;
  useEffect(() => {
    const { documentElement: html } = document;
    html.lang = LANGUAGES[language][1];
    html.dir = language === 'ar' ? 'rtl' : 'ltr';
  }, [language]);

  const refresh = useCallback(() => fetchMe().then(setMe, () => setMe('failed')), []);
  useEffect(() => void refresh(), [refresh]);

  const shown = me && me !== 'failed' ? 'dashboard' : me === null ? 'sign-in' : me;
  const before = useRef(shown);
  useEffect(() => {
    // The element that had the focus is gone with the previous page.
    if (before.current && before.current !== shown) document.querySelector('main')?.focus();
    before.current = shown;
    if (shown !== 'dashboard') document.title = 'Harbour Market';
  }, [shown]);

  if (me === undefined) return null;
  if (me === 'failed') {
    return (
      <main className="sign-in" tabIndex={-1} aria-label="Harbour Market">
        <h1>
          <Brand />
        </h1>
        <Failed texts={texts} onRetry={refresh} />
      </main>
    );
  }
  if (me === null) return <SignIn texts={texts} onSignedIn={refresh} />;
  return (
    <Dashboard
      me={me}
      texts={texts}
      theme={theme}
      worn={worn}
      onTheme={setTheme}
      language={language}
      onLanguage={setLanguage}
      refresh={refresh}
    />
  );
}
