/** English, French and Arabic. Any other language falls back to English. */
const LANGUAGES = ['en', 'fr', 'ar'];

const WORDS = {
  account: ['Account', 'Compte', 'الحساب'],
  accountDetails: ['Account details', 'Informations du compte', 'تفاصيل الحساب'],
  actionRequired: [
    'Complete your account to keep receiving payouts.',
    'Complétez votre compte pour continuer à recevoir vos virements.',
    'أكمل حسابك لمواصلة استلام التحويلات.',
  ],
  active: ['Active', 'Actif', 'نشط'],
  add: ['Add', 'Ajouter', 'إضافة'],
  address: ['Business address', 'Adresse de l’entreprise', 'عنوان النشاط'],
  all: ['All', 'Tous', 'الكل'],
  amount: ['Amount', 'Montant', 'المبلغ'],
  apply: ['Apply', 'Demander', 'تقديم'],
  available: ['Available', 'Disponible', 'متاح'],
  back: ['Back', 'Retour', 'رجوع'],
  balance: ['Balance', 'Solde', 'الرصيد'],
  bank: ['Bank account', 'Compte bancaire', 'الحساب البنكي'],
  bankDetails: ['Where should we send your payouts?', 'Où envoyer vos virements ?', 'أين نرسل تحويلاتك؟'],
  business: ['Business name', 'Nom de l’entreprise', 'اسم النشاط'],
  businessType: ['Tell us about your business', 'Parlez-nous de votre entreprise', 'أخبرنا عن نشاطك'],
  cancel: ['Cancel', 'Annuler', 'إلغاء'],
  canceled: ['Canceled', 'Annulé', 'ملغى'],
  card: ['Card', 'Carte', 'البطاقة'],
  cards: ['Cards', 'Cartes', 'البطاقات'],
  close: ['Close', 'Fermer', 'إغلاق'],
  complete: ['Your details are complete.', 'Vos informations sont complètes.', 'بياناتك مكتملة.'],
  payOut: ['Pay out', 'Virer', 'تحويل الآن'],
  continue: ['Continue', 'Continuer', 'متابعة'],
  country: ['Country', 'Pays', 'البلد'],
  customer: ['Customer', 'Client', 'العميل'],
  date: ['Date', 'Date', 'التاريخ'],
  description: ['Description', 'Description', 'الوصف'],
  disputed: ['Disputed', 'Contesté', 'متنازع عليه'],
  disputes: ['Disputes', 'Litiges', 'النزاعات'],
  document: ['Document', 'Document', 'المستند'],
  documents: ['Documents', 'Documents', 'المستندات'],
  done: ['Done', 'Terminé', 'تم'],
  email: ['Email', 'E-mail', 'البريد الإلكتروني'],
  failed: ['Failed', 'Échoué', 'فشل'],
  financing: ['Financing', 'Financement', 'التمويل'],
  grossVolume: ['Gross volume', 'Volume brut', 'إجمالي الحجم'],
  hardware: ['Orders', 'Commandes', 'الطلبات'],
  iban: ['Account number', 'Numéro de compte', 'رقم الحساب'],
  id: ['ID', 'Identifiant', 'المعرّف'],
  instantPayouts: ['Get paid in minutes', 'Soyez payé en quelques minutes', 'استلم أموالك خلال دقائق'],
  inTransit: ['In transit', 'En transit', 'قيد التحويل'],
  method: ['Payment method', 'Moyen de paiement', 'طريقة الدفع'],
  name: ['Name', 'Nom', 'الاسم'],
  needsResponse: ['Needs response', 'Réponse requise', 'بحاجة إلى رد'],
  needed: ['This field is required.', 'Ce champ est obligatoire.', 'هذا الحقل مطلوب.'],
  nothing: ['Nothing here yet.', 'Rien pour le moment.', 'لا شيء هنا بعد.'],
  notSent: [
    'Your details could not be sent. Try again.',
    'Vos informations n’ont pas pu être envoyées. Réessayez.',
    'تعذّر إرسال بياناتك. حاول مرة أخرى.',
  ],
  offer: ['You are eligible for financing.', 'Vous êtes éligible à un financement.', 'أنت مؤهل للتمويل.'],
  paid: ['Paid', 'Versé', 'مدفوع'],
  payments: ['Payments', 'Paiements', 'المدفوعات'],
  payoutSchedule: ['Payout schedule', 'Calendrier des virements', 'جدول التحويلات'],
  payouts: ['Payouts', 'Virements', 'التحويلات'],
  pending: ['Pending', 'En attente', 'قيد الانتظار'],
  personal: ['About you', 'À propos de vous', 'معلومات عنك'],
  phone: ['Phone', 'Téléphone', 'الهاتف'],
  progress: ['Step {step} of {total}', 'Étape {step} sur {total}', 'الخطوة {step} من {total}'],
  recipients: ['Recipients', 'Bénéficiaires', 'المستفيدون'],
  refund: ['Refund', 'Rembourser', 'استرداد'],
  refunded: ['Refunded', 'Remboursé', 'مسترد'],
  refundTitle: ['Refund this payment?', 'Rembourser ce paiement ?', 'هل تريد استرداد هذه الدفعة؟'],
  registrations: ['Tax registrations', 'Immatriculations fiscales', 'التسجيلات الضريبية'],
  report: ['Last 30 days', '30 derniers jours', 'آخر 30 يومًا'],
  reviewTitle: ['Review and submit', 'Vérifier et envoyer', 'المراجعة والإرسال'],
  role: ['Your role', 'Votre rôle', 'دورك'],
  save: ['Save', 'Enregistrer', 'حفظ'],
  saved: ['Saved.', 'Enregistré.', 'تم الحفظ.'],
  settings: ['Settings', 'Paramètres', 'الإعدادات'],
  status: ['Status', 'État', 'الحالة'],
  submit: ['Agree and submit', 'Accepter et envoyer', 'الموافقة والإرسال'],
  succeeded: ['Succeeded', 'Réussi', 'ناجح'],
  support: ['Support website', 'Site d’assistance', 'موقع الدعم'],
  taxCode: ['Product tax code', 'Code fiscal du produit', 'الرمز الضريبي للمنتج'],
  taxSettings: ['Tax settings', 'Paramètres fiscaux', 'إعدادات الضرائب'],
  total: ['Total', 'Total', 'الإجمالي'],
  transactions: ['Transactions', 'Transactions', 'المعاملات'],
  type: ['Type', 'Type', 'النوع'],
  update: ['Update', 'Mettre à jour', 'تحديث'],
  view: ['View', 'Voir', 'عرض'],
} as const;

export type Word = keyof typeof WORDS;

export type Say = (word: Word, values?: Record<string, string | number>) => string;

/** The words of a locale's language. */
export function wordsOf(locale: string): Say {
  const at = Math.max(0, LANGUAGES.indexOf(locale.slice(0, 2).toLowerCase()));
  return (word, values = {}) =>
    WORDS[word][at]!.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur)\b/i.test(locale) ? 'rtl' : 'ltr';
