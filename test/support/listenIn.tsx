import { useConnect, type UseConnectResult } from 'stripe-embedded';

/** Holds what `useConnect` returns at the place where `Listener` is rendered. */
export function listenIn() {
  const heard: { now?: UseConnectResult } = {};
  function Listener() {
    const result = useConnect();
    // oxlint-disable-next-line react/immutability -- a test looks at what a component is given
    heard.now = result;
    return null;
  }
  return { heard, Listener };
}
