import type { Texts } from './texts.js';

/** Says that the server did not answer, with a button to ask it again. */
export const Failed = ({ texts, onRetry }: { texts: Texts; onRetry: () => void }) => (
  <>
    <p role="alert">{texts.failed}</p>
    <button className="button" type="button" onClick={onRetry}>
      {texts.retry}
    </button>
  </>
);
