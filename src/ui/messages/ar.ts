import type { Messages } from '../messages.js';
import type { WidgetMessages } from '../widgetMessages.js';

/** The Arabic texts for loading, errors and bank linking. Pass them as a provider's `messages`. */
export const arabic: Messages = {
  loading: 'جارٍ التحميل…',
  errorTitle: 'تعذّر العرض',
  connection: 'لم ينجح الاتصال. تحقق من الشبكة أو من مانع الإعلانات ثم أعد المحاولة.',
  signedOut: 'تم تسجيل خروجك. سجّل الدخول مجددًا للمتابعة.',
  forbidden: 'هذا غير متاح لحسابك.',
  busy: 'طلبات كثيرة جدًا. انتظر قليلًا ثم أعد المحاولة.',
  broken: 'حدث خطأ من جانبنا.',
  webview: 'لا يعمل هذا داخل هذا التطبيق. افتحه في متصفحك.',
  linkOut: 'فتح في المتصفح',
  retry: 'إعادة المحاولة',
  reference: 'مرجع للدعم',
  linkAccount: 'ربط حساب بنكي',
  linking: 'جارٍ فتح بنكك…',
  linked: 'تم ربط حسابك البنكي.',
  linkCancelled: 'لم يتم ربط أي حساب.',
  noNumbers: 'لم يقدّم بنكك أرقام هذا الحساب. أعد المحاولة لاحقًا أو اربط حسابًا آخر.',
  linkedAccounts: 'الحسابات المرتبطة',
  noAccounts: 'لا يوجد حساب مرتبط بعد.',
  balance: 'الرصيد',
  active: 'نشط',
  inactive: 'يحتاج إلى انتباه',
  disconnected: 'انقطع الاتصال',
  relink: 'إعادة الربط',
  unlink: 'إلغاء الربط',
  unlinked: 'أُلغي الربط',
};

/** The Arabic texts of the dashboard widgets. Pass them as the `messages` of `Dashboard` or of a single widget. */
export const arabicWidgets: WidgetMessages = {
  navigation: 'لوحة التحكم',
  payments: 'المدفوعات',
  payouts: 'التحويلات',
  balances: 'الرصيد',
  onboarding: 'إعداد المدفوعات',
  account: 'الحساب',
  documents: 'المستندات',
  tax: 'الضرائب',
  disputes: 'النزاعات',
  reports: 'التقارير',
  banks: 'الحسابات البنكية',
  offline: 'أنت غير متصل بالإنترنت. قد تكون المعلومات المعروضة قديمة.',
  progress: 'الخطوة {step}',
  onboarded: 'أنت جاهز لاستلام المدفوعات',
  onboardedDetail: 'لدى Stripe كل ما يلزم في الوقت الحالي.',
  notYetOnboarded: 'ما زال هناك شيء ناقص. يمكنك المتابعة من حيث توقفت.',
  noBanks: 'لم يُربط أي حساب بنكي بعد. اربط حسابًا لرؤية رصيده هنا.',
  linkBank: 'ربط حساب بنكي',
};
