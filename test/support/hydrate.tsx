import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { onTestFinished } from 'vitest';

/** A page as a server sends it, hydrated. */
export async function hydrate(app: ReactNode): Promise<void> {
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(app);
  const root = await act(async () => hydrateRoot(container, app));
  onTestFinished(() => {
    act(() => root.unmount());
    container.remove();
  });
}
