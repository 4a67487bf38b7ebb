import { fault } from './errors.js';

/**
 * Hides a client secret in a function that returns it once. However the function is printed, serialised or copied, the
 * secret is not shown.
 */
export function createSecret(value: string): () => string {
  let kept: string | undefined = value;
  return () => {
    const secret = kept;
    kept = undefined;
    if (secret !== undefined) return secret;
    throw fault('secret_reused');
  };
}
