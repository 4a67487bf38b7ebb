import type { Clock } from './clock.js';

/** Waits for `work` up to `timeout` milliseconds, then rejects with the error that `late` creates. */
export const inTime = <T>(clock: Clock, timeout: number, work: T | PromiseLike<T>, late: () => Error) =>
  new Promise<T>((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(late()), timeout);
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => clock.clearTimeout(timer));
  });
