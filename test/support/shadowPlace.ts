import { onTestFinished } from 'vitest';

/** A container in a shadow root, until the test ends. */
export const shadowPlace = () => {
  const host = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => host.remove());
  return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
};
