import { appearanceFromCss, ConnectProvider, FinancialConnectionsProvider, useLogout } from 'stripe-embedded';
import { StripeEmbeddedDevtools } from 'stripe-embedded/devtools';
import { useEffect, useMemo, useRef } from 'react';
import { post, type Me } from './api.js';
import { PAGES } from './pages.js';
import { Select } from './Select.js';
import { Brand } from './SignIn.js';
import { LANGUAGES, libraryTexts, type Language, type Texts } from './texts.js';
import { usePage } from './usePage.js';
import { useSetting } from './useSetting.js';

export type Theme = 'light' | 'dark' | 'auto';

interface DashboardProps {
  me: Me;
  texts: Texts;
  theme: Theme;
  /** The theme that is shown: what `auto` currently resolves to, or the choice itself. */
  worn: 'light' | 'dark';
  onTheme: (theme: Theme) => void;
  language: Language;
  onLanguage: (language: Language) => void;
  refresh: () => void;
}

const ENDPOINT = '/api/stripe/session';

/** The page's own colours for Stripe's elements, so that they match the page. */
const VARIABLES = {
  colorPrimary: '--brand-text',
  buttonPrimaryColorBackground: '--brand',
  buttonPrimaryColorText: '--on-brand',
  actionPrimaryColorText: '--brand-text',
  formAccentColor: '--brand',
  formHighlightColorBorder: '--brand-text',
  colorBackground: '--surface',
  formBackgroundColor: '--surface',
  colorText: '--text',
  colorSecondaryText: '--muted',
  colorBorder: '--line',
  offsetBackgroundColor: '--page',
  // Otherwise mixed from Stripe's own theme, which is bluer than this page in dark mode.
  buttonSecondaryColorBackground: '--surface',
  buttonSecondaryColorText: '--text',
  buttonSecondaryColorBorder: '--line',
  badgeNeutralColorBackground: '--page',
  badgeNeutralColorText: '--muted',
  badgeNeutralColorBorder: '--line',
};

/** Takes the theme as a parameter so that React Compiler reads the page's colours again when they change. */
const appearanceIn = (_worn: DashboardProps['worn']) => appearanceFromCss({ variables: VARIABLES });

const sandboxControls = {
  expire: () => void post('sandbox/expire'),
  fail: () => void post('sandbox/fail'),
  heal: () => void post('sandbox/heal'),
};

export function Dashboard(props: DashboardProps) {
  const { me, theme, worn, language } = props;
  const [chosen, setChosen] = useSetting('business', me.businesses[0]!.id);
  const business = me.businesses.find(({ id }) => id === chosen) ?? me.businesses[0]!;
  const [, locale] = LANGUAGES[language];
  const { messages } = libraryTexts[language];
  const appearance = useMemo(() => appearanceIn(worn), [worn]);
  const shared = {
    publishableKey: me.publishableKey,
    endpoint: ENDPOINT,
    account: business.id,
    locale: language === 'ar' && !me.isSandbox ? undefined : locale,
    messages,
  };
  return (
    <ConnectProvider {...shared} theme={theme} appearance={appearance}>
      <FinancialConnectionsProvider {...shared}>
        <Shell {...props} business={business} onBusiness={setChosen} />
      </FinancialConnectionsProvider>
      {me.isSandbox && <StripeEmbeddedDevtools sandbox={sandboxControls} theme={worn} />}
    </ConnectProvider>
  );
}

interface ShellProps extends DashboardProps {
  business: Me['businesses'][number];
  onBusiness: (id: string) => void;
}

function Shell({
  me,
  texts,
  theme,
  onTheme,
  language,
  onLanguage,
  refresh,
  business,
  onBusiness,
}: ShellProps) {
  const asked = usePage();
  // `hasOwn`, because every object has a `constructor`, which `#/constructor` would name.
  const page = Object.hasOwn(PAGES, asked) ? asked : 'home';
  const logout = useLogout();
  const Page = PAGES[page]!;
  const main = useRef<HTMLElement>(null);
  const { widgets } = libraryTexts[language];
  useEffect(() => {
    document.title = `${texts[page as keyof Texts]} — ${business.name}`;
  }, [texts, page, business.name]);
  const shown = useRef(page);
  useEffect(() => {
    // Otherwise a screen reader does not say that the page is another one, and a link in the old page has taken the
    // focus with it.
    if (shown.current !== page) main.current?.focus();
    shown.current = page;
  }, [page]);
  const items = Object.keys(PAGES).filter((name) => name !== 'onboarding' || !business.complete);
  const signOut = async () => {
    await logout();
    // A restarted server knows no users and answers 401. `refresh()` finds out who is still signed in.
    await post('sign-out').catch(() => {});
    refresh();
  };
  return (
    <div className="shell">
      <aside>
        <a
          className="skip"
          href={`#/${page}`}
          onClick={(event) => {
            // The address must keep naming the page, so only the focus moves.
            event.preventDefault();
            main.current?.focus();
          }}
        >
          {texts.skip}
        </a>
        <Brand />
        <Select
          label={texts.business}
          value={business.id}
          options={me.businesses.map(({ id, name }) => [id, name] as const)}
          onChange={onBusiness}
        />
        <nav aria-label={texts.menu}>
          {items.map((name) => (
            <a key={name} href={`#/${name}`} aria-current={name === page ? 'page' : undefined}>
              {texts[name as keyof Texts]}
            </a>
          ))}
        </nav>
        <div className="choices">
          <Select
            label={texts.theme}
            value={theme}
            options={(['auto', 'light', 'dark'] as const).map((name) => [name, texts[name]] as const)}
            onChange={onTheme}
          />
          <Select
            label={texts.language}
            value={language}
            options={(Object.keys(LANGUAGES) as Language[]).map(
              (name) => [name, ...LANGUAGES[name]] as const,
            )}
            onChange={onLanguage}
          />
          <button type="button" className="quiet" onClick={signOut}>
            {texts.signOut}
          </button>
        </div>
        {me.isSandbox && <p className="note">{texts.sandbox}</p>}
      </aside>
      <main ref={main} tabIndex={-1} aria-label={texts[page as keyof Texts]}>
        {Page({ business, texts, widgets, refresh })}
      </main>
    </div>
  );
}
