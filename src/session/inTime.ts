import type { Clock } from './clock.js';

/** Waits for it, but not for ever: what is late fails with what `late` says. */
export const inTime = <T>(clock: Clock, timeout: number, work: T | PromiseLike<T>, late: () => Error) =>
  new Promise<T>((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(late()), timeout);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clock.clearTimeout(timer));
  });
