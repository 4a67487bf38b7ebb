import type { ScriptFault } from './world.js';

type Win = Window & typeof globalThis;

const ADDRESSES = {
  connect: /^https:\/\/connect-js\.stripe\.com\/v\d[\d.]*\/connect\.js/,
  stripe: /^https:\/\/js\.stripe\.com\/(?:v3\/?|\w+\/stripe\.js)(?:$|\?)/,
};

export type ScriptName = keyof typeof ADDRESSES;

export interface ScriptTagsOptions {
  /** Called as if the script had run. */
  run: (name: ScriptName) => void;
  takeFault: (name: ScriptName) => ScriptFault | undefined;
  /** Waits as long as the script takes to arrive. */
  arrive: () => Promise<void>;
}

const nameOf = (src: string): ScriptName | undefined =>
  ADDRESSES.connect.test(src) ? 'connect' : ADDRESSES.stripe.test(src) ? 'stripe' : undefined;

/**
 * Answers Stripe's own script tags as a network would, with no network: the tag gets a type that no browser
 * runs, stays findable by its address, and is told that it has loaded or failed. Returns the way to stop.
 */
export function answerScriptTags(window: Win, { run, takeFault, arrive }: ScriptTagsOptions): () => void {
  const prototype = window.HTMLScriptElement.prototype;
  const src = Object.getOwnPropertyDescriptor(prototype, 'src')!;
  Object.defineProperty(prototype, 'src', {
    ...src,
    set(this: HTMLScriptElement, value: string) {
      // Before it is in the page: a browser looks at the type when it would fetch.
      if (nameOf(String(value))) this.type = 'text/stripe-sandbox';
      src.set!.call(this, value);
    },
  });

  async function answer(tag: HTMLScriptElement) {
    const name = nameOf(tag.src);
    if (!name || tag.dataset['sandbox']) return;
    tag.dataset['sandbox'] = 'answered';
    const fault = takeFault(name);
    await arrive();
    if (fault === 'hanging') return;
    if (fault === 'clobbered') clobber(window.document, name);
    if (!fault) run(name);
    tag.dispatchEvent(new window.Event(fault === 'blocked' ? 'error' : 'load'));
  }

  const observer = new window.MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof window.HTMLScriptElement) void answer(node);
    }
  });
  observer.observe(window.document, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    Object.defineProperty(prototype, 'src', src);
  };
}

/** Markup that makes a global of the script's name: an element, not what the script would have brought. */
function clobber(document: Document, name: ScriptName) {
  const link = document.createElement('a');
  link.id = name === 'connect' ? 'StripeConnect' : 'Stripe';
  link.hidden = true;
  document.body.append(link);
}
