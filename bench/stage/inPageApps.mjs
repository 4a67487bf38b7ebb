/** How many components such a page has, and how often it re-renders. */
export const COMPONENTS = 20;
export const TIMES = 100;

/** Each app with the whole sandbox in its page. */
export const PAGES = {
  ours: { harness: 'inPage.tsx', app: 'ours.tsx' },
  peer: { harness: 'inPage.tsx', app: 'peer.tsx' },
};
