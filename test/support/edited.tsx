import { act } from '@testing-library/react';
import { createRequire } from 'node:module';
import { StrictMode, type FunctionComponent, type ReactNode } from 'react';
import type * as Client from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';

/** What React passes to Fast Refresh, in development. */
interface Renderer {
  setRefreshHandler: (find: (component: unknown) => { current: unknown } | undefined) => void;
  scheduleRefresh: (
    root: unknown,
    changed: Record<'updatedFamilies' | 'staleFamilies', Set<unknown>>,
  ) => void;
}

const require = createRequire(import.meta.url);

/** React asks for the hook when it loads, and not again. */
function loadWith(hook: object) {
  vi.stubGlobal('__REACT_DEVTOOLS_GLOBAL_HOOK__', hook);
  for (const file of Object.keys(require.cache))
    if (/[\\/]react-dom[\\/]/.test(file)) delete require.cache[file];
  const { createRoot } = require('react-dom/client') as typeof Client;
  vi.unstubAllGlobals();
  return createRoot;
}

/** A component as a development server renders it. `edit` does what Fast Refresh does when its file is saved. */
export async function renderEdited(
  First: FunctionComponent,
  within: (page: ReactNode) => ReactNode = (page) => page,
) {
  let renderer: Renderer | undefined;
  let page: unknown;
  const createRoot = loadWith({
    supportsFiber: true,
    inject: (given: Renderer) => (renderer = given),
    onCommitFiberRoot: (_: unknown, root: unknown) => (page = root),
    onCommitFiberUnmount() {},
  });
  const family = { current: First };
  const versions = new Set<unknown>([First]);
  renderer!.setRefreshHandler((component) => (versions.has(component) ? family : undefined));
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  onTestFinished(() => {
    act(() => root.unmount());
    container.remove();
  });
  await act(async () => root.render(<StrictMode>{within(<First />)}</StrictMode>));
  return {
    container,
    edit: (next: FunctionComponent) =>
      act(async () => {
        family.current = next;
        versions.add(next);
        renderer!.scheduleRefresh(page, { updatedFamilies: new Set([family]), staleFamilies: new Set() });
      }),
  };
}
