import { HttpFault } from './HttpFault.js';

/** Lets a bounded number through at a time, and a bounded number wait: whoever comes after is told to come back. */
export function createGate({ concurrent, waiting }: { concurrent: number; waiting: number }) {
  let inside = 0;
  const queue: Array<() => void> = [];

  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else inside--;
  };

  return async function pass<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (inside >= concurrent) {
      if (queue.length >= waiting) {
        throw new HttpFault('rate_limited', 'The server is busy.', { retryAfter: 1 });
      }
      await new Promise<void>((resolve) => queue.push(resolve));
    } else inside++;
    try {
      // Nobody waits for it any more: Stripe need not be asked.
      if (signal.aborted) throw new HttpFault('aborted', 'The request was given up.');
      return await work();
    } finally {
      leave();
    }
  };
}
