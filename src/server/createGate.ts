import { givenUp } from './givenUp.js';
import { HttpFault } from './HttpFault.js';
import type { Waiter } from './responder.js';
import { tooSlow } from './tooSlow.js';

interface GateOptions {
  concurrent: number;
  waiting: number;
  /** Milliseconds that one may take inside, whatever it is made of, and that one may wait. */
  timeout: number;
}

interface Place {
  /** By then whoever has it has ended long ago. */
  lostAt: number;
}

interface Turn {
  /** By then it has been told to come back. */
  overAt: number;
  take: (place: Place) => void;
}

/** Lets a bounded number through at a time, and a bounded number wait: whoever comes after is told to come back. */
export function createGate({ concurrent, waiting, timeout }: GateOptions) {
  const inside = new Set<Place>();
  const queue: Turn[] = [];

  const enter = (): Place => {
    const place = { lostAt: Date.now() + 2 * timeout };
    inside.add(place);
    return place;
  };

  const leave = (place: Place) => {
    if (inside.delete(place)) queue.shift()?.take(enter());
  };

  /** Cloudflare's Workers drop a request when its client goes: its promises never settle, so its place is taken back here. */
  const sweep = () => {
    const now = Date.now();
    while (queue[0] && queue[0].overAt < now) queue.shift();
    for (const place of inside) if (place.lostAt < now) leave(place);
  };

  /** Whoever goes away meanwhile leaves its place to somebody who still waits. */
  const turn = async (waiter: Waiter) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<Place>((resolve, reject) => {
        const mine = { overAt: Date.now() + timeout, take: resolve };
        const giveUp = (fault: HttpFault) => {
          const at = queue.indexOf(mine);
          if (at >= 0) queue.splice(at, 1);
          reject(fault);
        };
        queue.push(mine);
        waiter.whenGone(() => giveUp(givenUp()));
        // A timer of its own for each: Workers end a request that waits for nothing but another request.
        timer = setTimeout(() => giveUp(busy()), timeout);
      });
    } finally {
      clearTimeout(timer);
    }
  };

  return async function pass<T>(work: () => Promise<T>, waiter: Waiter): Promise<T> {
    // Nobody waits for it any more: Stripe need not be asked.
    if (waiter.isGone()) throw givenUp();
    if (inside.size >= concurrent) sweep();
    const isFull = inside.size >= concurrent;
    if (isFull && queue.length >= waiting) throw busy();
    const place = isFull ? await turn(waiter) : enter();
    return new Promise<T>((resolve, reject) => {
      waiter.whenGone(() => reject(givenUp()));
      const timer = setTimeout(() => reject(tooSlow()), timeout);
      // Stripe's client cannot be told to stop: its place is free when it has ended.
      work()
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          leave(place);
        });
    });
  };
}

const busy = () => new HttpFault('rate_limited', 'The server is busy.', { retryAfter: 1 });
