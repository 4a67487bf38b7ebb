import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/session/clock.js';
import { fault } from '../../src/session/errors.js';
import { shield } from '../../src/session/shield.js';
import { withRetry } from '../../src/session/withRetry.js';
import { withTimeout } from '../../src/session/withTimeout.js';
import { countingClock } from '../support/countingClock.js';
import { turns } from '../support/turns.js';

/** How a promise ended: `undefined` while it is pending. */
function watch<T>(promise: Promise<T>) {
  const seen: { value?: T; error?: unknown; settled: boolean } = { settled: false };
  promise.then(
    (value) => Object.assign(seen, { value, settled: true }),
    (error: unknown) => Object.assign(seen, { error, settled: true }),
  );
  return seen;
}

/** A signal that counts its listeners. */
function countingSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const listening = () =>
    added.mock.calls.filter(
      ([type, listener]) => !removed.mock.calls.some((call) => call[0] === type && call[1] === listener),
    ).length;
  return { controller, signal, listening };
}

describe('the pause before another attempt', () => {
  /** Fails once, and asks for a pause of a second. */
  function pausing(signal: AbortSignal) {
    const clock = countingClock();
    const attempt = vi
      .fn(async () => 'here')
      .mockRejectedValueOnce(fault('endpoint_failed', {}, { retryable: true, retryAfter: 1_000 }));
    return { clock, attempt, outcome: watch(withRetry(attempt, { attempts: 2, clock, signal })) };
  }

  it('ends on time, and leaves no timer or listener behind', async () => {
    const { signal, listening } = countingSignal();
    const { clock, outcome } = pausing(signal);
    await turns();
    clock.advance(999);
    await turns();
    expect(outcome.settled).toBe(false);
    clock.advance(1);
    await turns();
    expect(outcome.value).toBe('here');
    expect(clock.timers.size).toBe(0);
    expect(listening()).toBe(0);
  });

  it('ends when it is aborted', async () => {
    const { controller, signal } = countingSignal();
    const { clock, attempt, outcome } = pausing(signal);
    await turns();
    controller.abort();
    await turns();
    expect(outcome.error).toMatchObject({ code: 'aborted' });
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(clock.timers.size).toBe(0);
  });

  it('does not start if it is already aborted', async () => {
    const { clock, outcome } = pausing(AbortSignal.abort());
    await turns();
    expect(outcome.error).toMatchObject({ code: 'aborted' });
    expect(clock.timers.size).toBe(0);
  });
});

it('the system clock uses the system’s time and timers', async () => {
  vi.useFakeTimers({ now: 5_000 });
  try {
    const task = vi.fn();
    const other = vi.fn();
    expect(systemClock.now()).toBe(5_000);
    systemClock.setTimeout(task, 100);
    systemClock.clearTimeout(systemClock.setTimeout(other, 100));
    vi.advanceTimersByTime(99);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

describe('an attempt', () => {
  it('that answers in time leaves nothing behind', async () => {
    const clock = countingClock();
    const { signal, listening } = countingSignal();
    expect(await withTimeout(async () => 'here', { timeout: 100, clock, signal })).toBe('here');
    await turns();
    expect(clock.timers.size).toBe(0);
    expect(listening()).toBe(0);
  });

  it('that throws synchronously is a rejection', async () => {
    const { signal } = new AbortController();
    const attempt = () => {
      throw new Error('at once');
    };
    await expect(withTimeout(attempt, { timeout: 100, clock: countingClock(), signal })).rejects.toThrow(
      'at once',
    );
  });

  it('that hangs is reported with its time limit, and aborted', async () => {
    const clock = countingClock();
    let own: AbortSignal | undefined;
    const outcome = watch(
      withTimeout((signal) => new Promise((_resolve) => void (own = signal)), {
        timeout: 100,
        clock,
        signal: new AbortController().signal,
      }),
    );
    clock.advance(100);
    await turns();
    expect(outcome.error).toMatchObject({
      code: 'endpoint_timeout',
      retryable: true,
      message: expect.stringContaining('within 100 ms'),
    });
    expect(own!.aborted).toBe(true);
  });

  it('ends when its caller aborts, whether or not it listens to the signal', async () => {
    const { controller, signal } = countingSignal();
    let own: AbortSignal | undefined;
    const outcome = watch(
      withTimeout((given) => new Promise((_resolve) => void (own = given)), {
        timeout: 100,
        clock: countingClock(),
        signal,
      }),
    );
    controller.abort();
    // At once: the next request may start in the same task.
    expect(own!.aborted).toBe(true);
    await turns();
    expect(outcome.error).toMatchObject({ code: 'aborted' });
  });

  it('does not start if its caller has already aborted', async () => {
    const attempt = vi.fn(async () => {});
    const limits = { timeout: 100, clock: countingClock(), signal: AbortSignal.abort() };
    await expect(withTimeout(attempt, limits)).rejects.toMatchObject({ code: 'aborted' });
    expect(attempt).not.toHaveBeenCalled();
    expect(limits.clock.timers.size).toBe(0);
  });
});

describe('a failed attempt', () => {
  const later = (retryAfter?: number) => fault('endpoint_failed', {}, { retryable: true, retryAfter });

  /** Retries an attempt that always fails, and returns the pauses between attempts. */
  async function pauses(policy: { attempts: number; minDelay?: number; maxDelay?: number }, chance: number) {
    const random = vi.spyOn(Math, 'random').mockReturnValue(chance);
    const clock = countingClock();
    const at: number[] = [];
    const began = clock.now();
    const outcome = watch(
      withRetry(
        () => {
          at.push(clock.now() - began);
          return Promise.reject(later());
        },
        { ...policy, clock, signal: new AbortController().signal },
      ),
    );
    await turns();
    for (let ms = 0; ms < 60_000 && !outcome.settled; ms += 25) {
      clock.advance(25);
      await turns();
    }
    random.mockRestore();
    return at.map((time, index) => time - (at[index - 1] ?? 0)).slice(1);
  }

  it('is retried with a pause that grows up to a limit', async () => {
    expect(await pauses({ attempts: 7 }, 1)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(await pauses({ attempts: 4, minDelay: 100, maxDelay: 200 }, 1)).toEqual([100, 200, 200]);
  });

  it('is retried at a different moment in each browser, no sooner than half the pause', async () => {
    expect(await pauses({ attempts: 3 }, 0)).toEqual([250, 500]);
    expect(await pauses({ attempts: 2 }, 0.5)).toEqual([375]);
  });

  const trying = (error: unknown, signal = new AbortController().signal) => {
    const clock = countingClock();
    const attempt = vi.fn(() => Promise.reject(error as Error));
    return { clock, attempt, outcome: watch(withRetry(attempt, { attempts: 3, clock, signal })) };
  };

  it('is not retried if the server asks for a pause of more than half a minute', async () => {
    const long = trying(later(30_001));
    await turns();
    expect(long.outcome.settled).toBe(true);
    const bearable = trying(later(30_000));
    await turns();
    expect(bearable.outcome.settled).toBe(false);
    bearable.clock.advance(30_000);
    await turns();
    expect(bearable.attempt).toHaveBeenCalledTimes(2);
  });

  it('is not retried once its caller has aborted', async () => {
    const controller = new AbortController();
    const { attempt, outcome } = trying(later(1_000), controller.signal);
    await turns();
    controller.abort();
    await turns();
    expect(outcome.error).toMatchObject({ code: 'aborted' });
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it.each([new Error('a bug'), fault('endpoint_forbidden')])(
    'is not retried after an error that is not temporary: %s',
    async (error) => {
      const { attempt, outcome } = trying(error);
      await turns();
      expect(outcome.error).toBe(error);
      expect(attempt).toHaveBeenCalledTimes(1);
    },
  );
});

it.each([
  ['the page’s monitoring', vi.fn()],
  ['the console if `reportError` is unavailable', undefined],
])('an error that a page’s handler throws is reported to %s, and stops nothing', (_, monitoring) => {
  vi.stubGlobal('reportError', monitoring);
  const shown = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => {
    vi.unstubAllGlobals();
    shown.mockRestore();
  });
  const bug = new Error('a bug of the page’s');
  expect(() =>
    shield(() => {
      throw bug;
    }),
  ).not.toThrow();
  expect(monitoring ?? shown).toHaveBeenCalledExactlyOnceWith(bug);
});
