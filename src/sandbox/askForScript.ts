import { elementMaker } from './dom.js';

/** Adds a tag for one of Stripe's scripts, as its loader would, and waits until it loads or fails. */
export const askForScript = ({ document }: Window, src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`Failed to load ${src}`));
    document.head.append(elementMaker(document)('script', { onload: () => resolve(), onerror, src }));
  });
