import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';

/** Records the times of the user's click and of Stripe's modal appearing in the page. */
export function start(App: ComponentType) {
  const bench = { clicked: 0, opened: 0 };
  Object.assign(window, { bench });
  window.addEventListener('click', () => (bench.clicked = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (document.querySelector('[data-stripe-sandbox="bank-linking"]')) bench.opened ||= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
