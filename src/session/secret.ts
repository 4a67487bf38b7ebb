import { fault } from './errors.js';

/**
 * A client secret that can be taken once. Printing or serialising it shows `[redacted]`, and a copy does not contain
 * it.
 */
export interface Secret {
  take(): string;
  toJSON(): string;
}

export function createSecret(value: string): Secret {
  let kept: string | undefined = value;
  const redacted = () => '[redacted]';
  return Object.defineProperties({} as Secret, {
    take: {
      value() {
        const secret = kept;
        kept = undefined;
        if (secret !== undefined) return secret;
        throw fault('secret_reused');
      },
    },
    toString: { value: redacted },
    toJSON: { value: redacted },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: redacted },
  });
}
