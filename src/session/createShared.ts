/** Runs work once at a time: calls made while it is pending share the same promise. */
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
    /** The next call starts again. Earlier callers keep waiting for the old work. */
    forget() {
      open = undefined;
    },
  };
}
