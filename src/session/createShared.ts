/** Work that is done once at a time: whoever asks while it is under way waits for the same. */
export function createShared<T>() {
  let open: Promise<T> | undefined;
  return {
    isOpen: () => open !== undefined,
    share(begin: () => Promise<T>): Promise<T> {
      const current = (open ??= begin().finally(() => {
        if (open === current) open = undefined;
      }));
      return current;
    },
    /** Whoever asks next begins anew; those who wait go on waiting. */
    forget() {
      open = undefined;
    },
  };
}
