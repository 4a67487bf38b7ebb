import { givenUp } from './givenUp.js';
import { HttpFault } from './HttpFault.js';
import type { Waiter } from './responder.js';
import { tooSlow } from './tooSlow.js';

interface GateOptions {
  concurrent: number;
  waiting: number;
  /** Milliseconds that a call may take in total, and that it may wait for its turn. */
  timeout: number;
}

interface Place {
  /** By this time, the call that holds the place has long ended. */
  lostAt: number;
}

interface Turn {
  /** By this time, the waiting request has been refused with a `Retry-After`. */
  overAt: number;
  take: (place: Place) => void;
}

/** Lets a limited number of calls run and a limited number wait. Any further call is refused with a `Retry-After`. */
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

  /**
   * Cloudflare Workers drop a request when its client disconnects. Its promises then never settle, so its place is
   * reclaimed here.
   */
  const sweep = () => {
    const now = Date.now();
    while (queue[0] && queue[0].overAt < now) queue.shift();
    for (const place of inside) if (place.lostAt < now) leave(place);
  };

  /** A client that disconnects while it waits gives up its place in the queue. */
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
        // One timer per request: Workers end a request that waits only for another request.
        timer = setTimeout(() => giveUp(busy()), timeout);
      });
    } finally {
      clearTimeout(timer);
    }
  };

  return async function pass<T>(work: () => Promise<T>, waiter: Waiter): Promise<T> {
    // The client has disconnected, so there is no need to call Stripe.
    if (waiter.isGone()) throw givenUp();
    if (inside.size >= concurrent) sweep();
    const isFull = inside.size >= concurrent;
    if (isFull && queue.length >= waiting) throw busy();
    const place = isFull ? await turn(waiter) : enter();
    return new Promise<T>((resolve, reject) => {
      waiter.whenGone(() => reject(givenUp()));
      const timer = setTimeout(() => reject(tooSlow()), timeout);
      // A call of Stripe's client cannot be cancelled, so its place stays taken until the call ends.
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
