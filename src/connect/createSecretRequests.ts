/**
 * Connect.js's requests for secrets in one instance's life. Each is a promise that stays pending until there is a
 * secret.
 */
export function createSecretRequests(onRequest: () => void) {
  let waiting: Array<(secret: string) => void> = [];
  return {
    isSomeOpen: () => waiting.length > 0,
    answer(secret: string) {
      for (const resolve of waiting.splice(0)) resolve(secret);
    },
    /**
     * Creates the fetcher for one attempt to start the script. Pending requests of earlier attempts are dropped, so
     * that a secret is not handed out twice.
     */
    newFetcher() {
      const mine: typeof waiting = (waiting = []);
      return () =>
        new Promise<string>((resolve) => {
          if (mine !== waiting) return;
          mine.push(resolve);
          onRequest();
        });
    },
  };
}
