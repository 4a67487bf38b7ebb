import { arabic, arabicWidgets } from 'stripe-embedded/messages/ar';
import { french, frenchWidgets } from 'stripe-embedded/messages/fr';

const english = {
  tagline: 'Everything your shop earns, in one calm place.',
  signIn: 'Sign in as Ada',
  signInHint: 'This demo has one user and no password.',
  signOut: 'Sign out',
  business: 'Business',
  theme: 'Theme',
  language: 'Language',
  light: 'Light',
  dark: 'Dark',
  auto: 'Auto',
  sandbox: 'Sandbox: nothing here is real.',
  menu: 'Main menu',
  home: 'Home',
  payments: 'Payments',
  payouts: 'Payouts',
  banks: 'Bank accounts',
  settings: 'Settings',
  onboarding: 'Get started',
  welcome: 'Good to see you, Ada',
  welcomeDetail: 'Here is how {business} is doing.',
  start: '{business} cannot take payments yet. It takes a few minutes.',
  startLink: 'Get started',
  failed: 'The server did not answer.',
  stillLinked: 'The account is still linked: the server did not answer.',
  retry: 'Try again',
  skip: 'Skip to content',
};

export type Texts = typeof english;

const TEXTS: Record<string, Texts> = {
  en: english,
  fr: {
    tagline: 'Tout ce que gagne votre boutique, au même endroit.',
    signIn: 'Se connecter en tant qu’Ada',
    signInHint: 'Une seule personne dans cette démo, et pas de mot de passe.',
    signOut: 'Se déconnecter',
    business: 'Entreprise',
    theme: 'Thème',
    language: 'Langue',
    light: 'Clair',
    dark: 'Sombre',
    auto: 'Auto',
    sandbox: 'Bac à sable : rien ici n’est réel.',
    menu: 'Menu principal',
    home: 'Accueil',
    payments: 'Paiements',
    payouts: 'Virements',
    banks: 'Comptes bancaires',
    settings: 'Paramètres',
    onboarding: 'Bien démarrer',
    welcome: 'Bonjour Ada',
    welcomeDetail: 'Voici où en est {business}.',
    start: '{business} ne peut pas encore recevoir de paiements. Quelques minutes suffisent.',
    startLink: 'Bien démarrer',
    failed: 'Le serveur n’a pas répondu.',
    stillLinked: 'Le compte est toujours lié : le serveur n’a pas répondu.',
    retry: 'Réessayer',
    skip: 'Aller au contenu',
  },
  ar: {
    tagline: 'كل ما يكسبه متجرك، في مكان واحد.',
    signIn: 'تسجيل الدخول باسم آدا',
    signInHint: 'في هذا العرض شخص واحد، بلا كلمة مرور.',
    signOut: 'تسجيل الخروج',
    business: 'النشاط التجاري',
    theme: 'المظهر',
    language: 'اللغة',
    light: 'فاتح',
    dark: 'داكن',
    auto: 'تلقائي',
    sandbox: 'بيئة تجريبية: لا شيء هنا حقيقي.',
    menu: 'القائمة الرئيسية',
    home: 'الرئيسية',
    payments: 'المدفوعات',
    payouts: 'التحويلات',
    banks: 'الحسابات البنكية',
    settings: 'الإعدادات',
    onboarding: 'ابدأ الآن',
    welcome: 'أهلًا بك يا آدا',
    welcomeDetail: 'هذا هو وضع {business}.',
    start: 'لا يستطيع {business} استلام المدفوعات بعد. يستغرق الأمر بضع دقائق.',
    startLink: 'ابدأ الآن',
    failed: 'لم يستجب الخادم.',
    stillLinked: 'ما زال الحساب مرتبطًا: لم يستجب الخادم.',
    retry: 'إعادة المحاولة',
    skip: 'انتقل إلى المحتوى',
  },
};

export const textsFor = (language: string): Texts => TEXTS[language] ?? english;

/** The library's own texts in the same language. */
export const libraryTexts = {
  en: { messages: undefined, widgets: undefined },
  fr: { messages: french, widgets: frenchWidgets },
  ar: { messages: arabic, widgets: arabicWidgets },
} as const;

export type Language = keyof typeof libraryTexts;

export const LANGUAGES: Record<Language, [name: string, locale: string]> = {
  en: ['English', 'en-US'],
  fr: ['Français', 'fr-FR'],
  ar: ['العربية', 'ar-EG'],
};
