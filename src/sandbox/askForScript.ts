/** Adds a tag for one of Stripe's scripts, as its loader would, and waits until it loads or fails. */
export const askForScript = ({ document }: Window, src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`Failed to load ${src}`));
    // Set as a property, or `answerScriptTags` would not see the address, and a browser would fetch the script.
    document.head.append(
      Object.assign(document.createElement('script'), { onload: () => resolve(), onerror, src }),
    );
  });
