/** What Connect.js asks for in one life of an instance, each by a promise that stays open until there is a secret. */
export function createSecretRequests(onRequest: () => void) {
  let waiting: Array<(secret: string) => void> = [];
  return {
    isSomeOpen: () => waiting.length > 0,
    answer(secret: string) {
      for (const resolve of waiting.splice(0)) resolve(secret);
    },
    /** For an attempt at the script. What one before it waits for is lost: its secret must not be handed out twice. */
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
