import { aborted } from './aborted.js';

/** Runs `work`, and stops waiting for it when the signal aborts: the work itself may not listen. */
export const unlessAborted = <T>(signal: AbortSignal, work: () => Promise<T>) =>
  new Promise<T>((resolve, reject) => {
    const leave = () => reject(aborted());
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
