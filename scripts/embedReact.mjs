// The part of React that the widgets use, built on Preact, for `embed.js`. Unlike `preact/compat`, it needs to serve only
// our own components.
import { createElement, render } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

export { createContext, Fragment } from 'preact';
export * from 'preact/hooks';

export const useInsertionEffect = useLayoutEffect;

export const forwardRef =
  (draw) =>
  ({ ref, ...props }) =>
    draw(props, ref);

export function useSyncExternalStore(subscribe, getSnapshot) {
  const value = getSnapshot();
  const [{ seen }, draw] = useState({ seen: {} });
  const look = () => {
    if (!Object.is(seen.value, seen.getSnapshot())) draw({ seen });
  };
  useLayoutEffect(() => {
    Object.assign(seen, { value, getSnapshot });
    look();
  });
  useEffect(() => {
    look();
    return subscribe(look);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `look` reads the latest values each time
  }, [subscribe]);
  return value;
}

export const createRoot = (container) => {
  // Removes what the page shows to users without scripts.
  container.textContent = '';
  return {
    render: (children) => render(children, container),
    unmount: () => render(null, container),
  };
};

const NAMES = {
  // React's focus and blur bubble.
  onFocus: 'onFocusIn',
  onBlur: 'onFocusOut',
  strokeWidth: 'stroke-width',
  strokeLinecap: 'stroke-linecap',
  strokeLinejoin: 'stroke-linejoin',
};
const WITHOUT_UNIT = /^(flex|fontWeight|lineHeight|opacity|order|zIndex)$/;

const inPixels = (style) =>
  Object.fromEntries(
    Object.entries(style).map(([name, value]) => [
      name,
      typeof value === 'number' && !WITHOUT_UNIT.test(name) ? `${value}px` : value,
    ]),
  );

const propsFor = (props) =>
  Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      NAMES[name] ?? name,
      name === 'style' && value ? inPixels(value) : value,
    ]),
  );

/** What the compiler writes for JSX. Preact's own runtime contains a second copy of `createElement`. */
export const jsx = (type, props, key) =>
  createElement(type, { ...(typeof type === 'string' ? propsFor(props) : props), key });

export { jsx as jsxs };
