import { aborted } from './aborted.js';

/** Runs `work`. When the signal aborts, rejects at once and calls `stop`: the work itself may not listen. */
export const unlessAborted = <T>(signal: AbortSignal, work: () => Promise<T>, stop?: () => void) =>
  new Promise<T>((resolve, reject) => {
    const leave = () => {
      reject(aborted());
      stop?.();
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
