import { useState } from 'react';
import type { Texts } from './texts.js';

/** Says that the server did not answer, with a button to ask it again. */
export function Failed({ texts, onRetry }: { texts: Texts; onRetry: () => Promise<void> }) {
  const [retries, setRetries] = useState(0);
  return (
    <>
      {/* The key makes each failure news, although the text stays the same. */}
      <p key={retries} role="alert">
        {texts.failed}
      </p>
      <button className="button" type="button" onClick={() => onRetry().then(() => setRetries(retries + 1))}>
        {texts.retry}
      </button>
    </>
  );
}
