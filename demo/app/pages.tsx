import type { ReactNode } from 'react';
import { ConnectNotificationBanner } from 'stripe-embedded';
import {
  AccountWidget,
  BalancesWidget,
  DisputesWidget,
  DocumentsWidget,
  OnboardingWidget,
  PaymentsWidget,
  PayoutsWidget,
  TaxWidget,
  type WidgetMessages,
} from 'stripe-embedded/widgets';
import { fetchMe, type Business } from './api.js';
import { Banks } from './Banks.js';
import type { Texts } from './texts.js';

export interface PageProps {
  business: Business;
  texts: Texts;
  widgets: WidgetMessages | undefined;
  /** Fetches the user and the businesses from the server again. */
  refresh: () => void;
}

const say = (text: string, { name }: Business) => text.replace('{business}', name);

function Home({ business, texts, widgets }: PageProps) {
  return (
    <>
      <header className="intro">
        <h1>{texts.welcome}</h1>
        <p>{say(texts.welcomeDetail, business)}</p>
      </header>
      {business.complete ? (
        <>
          <ConnectNotificationBanner hideWhenEmpty />
          <div className="columns">
            <BalancesWidget messages={widgets} />
            <Banks key={business.id} business={business.id} texts={texts} messages={widgets} />
          </div>
          <PaymentsWidget messages={widgets} />
        </>
      ) : (
        <section className="card">
          <p>{say(texts.start, business)}</p>
          <a className="button" href="#/onboarding">
            {texts.startLink}
          </a>
        </section>
      )}
    </>
  );
}

const isOnboarded = (id: string) => async (signal: AbortSignal) =>
  (await fetchMe(signal))?.businesses.find((business) => business.id === id)?.complete === true;

/** The demo's pages, by their name in the address. */
export const PAGES: Record<string, (props: PageProps) => ReactNode> = {
  home: (props) => <Home {...props} />,
  payments: ({ widgets, texts }) => (
    <>
      <h1>{texts.payments}</h1>
      <PaymentsWidget title={null} messages={widgets} />
      <DisputesWidget messages={widgets} />
    </>
  ),
  payouts: ({ widgets, texts }) => (
    <>
      <h1>{texts.payouts}</h1>
      <PayoutsWidget title={null} messages={widgets} />
    </>
  ),
  banks: ({ business, widgets, texts }) => (
    <>
      <h1>{texts.banks}</h1>
      <Banks key={business.id} business={business.id} title={null} texts={texts} messages={widgets} />
    </>
  ),
  settings: ({ widgets, texts }) => (
    <>
      <h1>{texts.settings}</h1>
      <AccountWidget messages={widgets} />
      <TaxWidget messages={widgets} />
      <DocumentsWidget messages={widgets} />
    </>
  ),
  onboarding: ({ business, widgets, texts, refresh }) => (
    <>
      <h1>{texts.onboarding}</h1>
      <OnboardingWidget
        key={business.id}
        messages={widgets}
        complete={business.complete}
        checkStatus={isOnboarded(business.id)}
        onComplete={refresh}
      />
    </>
  ),
};
