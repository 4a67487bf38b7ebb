// #region page
import { useQuery } from '@tanstack/react-query';
import { ConnectNotificationBanner } from 'stripe-embedded';
import { AccountWidget, OnboardingWidget, PaymentsWidget, PayoutsWidget } from 'stripe-embedded/widgets';
import { AtStripe } from './AtStripe.js'; // see below

async function isOnboarded(signal: AbortSignal): Promise<boolean> {
  const response = await fetch('/api/onboarded', { signal });
  if (!response.ok) throw new Error(`/api/onboarded: ${response.status}`);
  return (await response.json()).complete;
}

/** A route of your app, below your `ConnectProvider`. */
export function Money() {
  const { data, isPending, refetch } = useQuery({
    queryKey: ['onboarded'],
    queryFn: ({ signal }) => isOnboarded(signal),
  });
  if (isPending) return <p role="status">Loading…</p>;
  if (data === undefined) return <button onClick={() => refetch()}>Try again</button>;
  if (!data) {
    return (
      <OnboardingWidget
        checkStatus={isOnboarded}
        onComplete={() => void refetch()}
        errorFallback={AtStripe}
      />
    );
  }
  return (
    <>
      <ConnectNotificationBanner hideWhenEmpty />
      <PaymentsWidget />
      <PayoutsWidget />
      <AccountWidget />
    </>
  );
}
// #endregion
