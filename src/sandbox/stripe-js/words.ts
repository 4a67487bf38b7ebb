const LANGUAGES = ['en', 'fr', 'ar'];

const WORDS = {
  title: ['Link your bank account', 'Associer votre compte bancaire', 'ربط حسابك البنكي'],
  consent: [
    'Sandbox shares what you allow with this business, and nothing else.',
    'Sandbox partage ce que vous autorisez avec cette entreprise, et rien d’autre.',
    'يشارك Sandbox ما تسمح به مع هذا النشاط ولا شيء غيره.',
  ],
  shares: ['It will be able to see', 'Elle pourra voir', 'سيتمكن من رؤية'],
  payment_method: ['account and routing numbers', 'numéros de compte', 'أرقام الحساب'],
  balances: ['balances', 'soldes', 'الأرصدة'],
  ownership: ['who owns the account', 'le titulaire du compte', 'مالك الحساب'],
  transactions: ['transactions', 'transactions', 'المعاملات'],
  agree: ['Agree and continue', 'Accepter et continuer', 'الموافقة والمتابعة'],
  institution: ['Choose your bank', 'Choisissez votre banque', 'اختر بنكك'],
  search: ['Search', 'Rechercher', 'بحث'],
  none: ['No bank of that name.', 'Aucune banque de ce nom.', 'لا يوجد بنك بهذا الاسم.'],
  manual: ['Enter account details by hand', 'Saisir les coordonnées à la main', 'إدخال بيانات الحساب يدويًا'],
  down: [
    '{name} is not available right now.',
    '{name} est indisponible pour le moment.',
    '{name} غير متاح الآن.',
  ],
  other: ['Choose another bank', 'Choisir une autre banque', 'اختيار بنك آخر'],
  signIn: ['Sign in to {name}', 'Connexion à {name}', 'تسجيل الدخول إلى {name}'],
  signInNote: [
    'This is the sandbox: no password is asked for.',
    'Ceci est le bac à sable : aucun mot de passe n’est demandé.',
    'هذه بيئة تجريبية: لا تُطلب كلمة مرور.',
  ],
  continue: ['Continue', 'Continuer', 'متابعة'],
  accounts: ['Choose accounts', 'Choisissez les comptes', 'اختر الحسابات'],
  pickOne: ['Choose an account to go on.', 'Choisissez un compte pour continuer.', 'اختر حسابًا للمتابعة.'],
  link: ['Link', 'Associer', 'ربط'],
  routing: ['Routing number', 'Numéro de routage', 'رقم التوجيه'],
  number: ['Account number', 'Numéro de compte', 'رقم الحساب'],
  routingError: [
    'A routing number has 9 digits.',
    'Un numéro de routage compte 9 chiffres.',
    'يتكون رقم التوجيه من 9 أرقام.',
  ],
  numberError: [
    'An account number has 4 to 17 digits.',
    'Un numéro de compte compte de 4 à 17 chiffres.',
    'يتكون رقم الحساب من 4 إلى 17 رقمًا.',
  ],
  success: ['Your account is linked', 'Votre compte est associé', 'تم ربط حسابك'],
  done: ['Done', 'Terminé', 'تم'],
  close: ['Close', 'Fermer', 'إغلاق'],
  back: ['Back', 'Retour', 'رجوع'],
} as const;

export type Word = keyof typeof WORDS;
export type Say = (word: Word, values?: Record<string, string>) => string;

export function wordsOf(locale: string): Say {
  const at = Math.max(0, LANGUAGES.indexOf(locale.slice(0, 2).toLowerCase()));
  return (word, values = {}) =>
    WORDS[word][at]!.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
