import { useState } from 'react';
import { post } from './api.js';
import type { Texts } from './texts.js';

export function SignIn({ texts, onSignedIn }: { texts: Texts; onSignedIn: () => void }) {
  const [failures, setFailures] = useState(0);
  return (
    <main className="sign-in" tabIndex={-1} aria-label="Harbour Market">
      <h1>
        <Brand />
      </h1>
      <p>{texts.tagline}</p>
      <button
        className="button"
        type="button"
        onClick={() => post('sign-in').then(onSignedIn, () => setFailures(failures + 1))}
      >
        {texts.signIn}
      </button>
      {/* The key makes each failure news, although the text stays the same. */}
      {failures > 0 && (
        <p key={failures} role="alert">
          {texts.failed}
        </p>
      )}
      <small>{texts.signInHint}</small>
    </main>
  );
}

export const Brand = () => (
  <span className="brand">
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--brand)" />
      <path d="M9 22V10m0 6h14m0-6v12" stroke="var(--on-brand)" strokeWidth="3" strokeLinecap="round" />
    </svg>
    Harbour Market
  </span>
);
