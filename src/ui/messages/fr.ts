import type { Messages } from '../messages.js';
import type { WidgetMessages } from '../widgetMessages.js';

/** The French texts for loading, errors and bank linking. Pass them as a provider's `messages`. */
export const french: Messages = {
  loading: 'Chargement…',
  errorTitle: 'Affichage impossible',
  connection: 'La connexion a échoué. Vérifiez votre réseau ou votre bloqueur de publicités, puis réessayez.',
  signedOut: 'Votre session est fermée. Reconnectez-vous pour continuer.',
  forbidden: 'Cette partie n’est pas disponible pour votre compte.',
  busy: 'Trop de demandes. Patientez un instant, puis réessayez.',
  broken: 'Une erreur s’est produite de notre côté.',
  webview: 'Cette page ne fonctionne pas dans cette application. Ouvrez-la dans votre navigateur.',
  linkOut: 'Ouvrir dans le navigateur',
  retry: 'Réessayer',
  // In French, a colon has a non-breaking space before it.
  reference: 'Référence pour l’assistance\u00a0',
  linkAccount: 'Associer un compte bancaire',
  linking: 'Ouverture de votre banque…',
  linked: 'Votre compte bancaire est associé.',
  linkCancelled: 'Aucun compte n’a été associé.',
  noNumbers:
    'Votre banque n’a pas communiqué les numéros de ce compte. Réessayez plus tard ou associez-en un autre.',
  linkedAccounts: 'Comptes associés',
  noAccounts: 'Aucun compte associé pour le moment.',
  balance: 'Solde',
  active: 'Actif',
  inactive: 'À vérifier',
  disconnected: 'Déconnecté',
  relink: 'Associer à nouveau',
  unlink: 'Dissocier',
  unlinked: 'Dissocié',
};

/** The French texts of the dashboard widgets. Pass them as the `messages` of `Dashboard` or of a single widget. */
export const frenchWidgets: WidgetMessages = {
  navigation: 'Tableau de bord',
  payments: 'Paiements',
  payouts: 'Virements',
  balances: 'Solde',
  onboarding: 'Configurer les paiements',
  account: 'Compte',
  documents: 'Documents',
  tax: 'Taxes',
  disputes: 'Litiges',
  reports: 'Rapports',
  banks: 'Comptes bancaires',
  offline: 'Vous êtes hors ligne. Ce que vous voyez n’est peut-être plus à jour.',
  progress: 'Étape {step}',
  onboarded: 'Vous pouvez recevoir des paiements',
  onboardedDetail: 'Stripe a tout ce qu’il lui faut pour le moment.',
  notYetOnboarded: 'Il manque encore quelque chose. Vous pouvez reprendre là où vous en étiez.',
  noBanks: 'Aucun compte bancaire n’est associé. Associez-en un pour voir son solde ici.',
  linkBank: 'Associer un compte bancaire',
};
