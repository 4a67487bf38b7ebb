// #region fallback
import type { ErrorFallbackProps } from 'stripe-embedded';

/** Shown if the form cannot be loaded: another way to the same questions. */
export function AtStripe({ retry }: ErrorFallbackProps) {
  async function leave() {
    const response = await fetch('/api/onboarding-link', { method: 'POST' });
    if (response.ok) location.assign((await response.json()).url);
  }
  return (
    <div role="alert">
      <p>The form could not be loaded here.</p>
      <button onClick={retry}>Try again</button>
      <button onClick={leave}>Continue on Stripe’s page</button>
    </div>
  );
}
// #endregion
