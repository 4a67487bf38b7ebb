import { givenUp } from './givenUp.js';
import { HttpFault } from './HttpFault.js';
import type { Waiter } from './responder.js';
import { tooSlow } from './tooSlow.js';

interface GateOptions {
  concurrent: number;
  waiting: number;
  /** Milliseconds that one may take inside, whatever it is made of. */
  timeout: number;
}

/** Lets a bounded number through at a time, and a bounded number wait: whoever comes after is told to come back. */
export function createGate({ concurrent, waiting, timeout }: GateOptions) {
  let inside = 0;
  const queue: Array<() => void> = [];

  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else inside--;
  };

  /** Whoever goes away meanwhile leaves its place to somebody who still waits. */
  const turn = (waiter: Waiter) =>
    new Promise<void>((resolve, reject) => {
      queue.push(resolve);
      waiter.whenGone(() => {
        const at = queue.indexOf(resolve);
        if (at >= 0) queue.splice(at, 1);
        reject(givenUp());
      });
    });

  return async function pass<T>(work: () => Promise<T>, waiter: Waiter): Promise<T> {
    // Nobody waits for it any more: Stripe need not be asked.
    if (waiter.isGone()) throw givenUp();
    if (inside >= concurrent) {
      if (queue.length >= waiting) {
        throw new HttpFault('rate_limited', 'The server is busy.', { retryAfter: 1 });
      }
      await turn(waiter);
    } else inside++;
    return new Promise<T>((resolve, reject) => {
      waiter.whenGone(() => reject(givenUp()));
      const timer = setTimeout(() => reject(tooSlow()), timeout);
      // Stripe's client cannot be told to stop: its place is free when it has ended.
      work()
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          leave();
        });
    });
  };
}
