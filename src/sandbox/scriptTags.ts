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
  // Before it is in the page: a browser looks at these when it would fetch.
  const restore = [
    beforeSet(window.HTMLScriptElement.prototype, 'src', (tag) => (tag.type = 'text/stripe-sandbox')),
    beforeSet(window.HTMLLinkElement.prototype, 'href', (hint) => (hint.rel = 'stripe-sandbox')),
  ];

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
    for (const back of restore) back();
  };
}

/** Does something to an element that is given the address of one of Stripe's scripts. Returns the way back. */
function beforeSet<Tag extends HTMLElement>(prototype: Tag, name: string, act: (tag: Tag) => void) {
  const property = Object.getOwnPropertyDescriptor(prototype, name)!;
  Object.defineProperty(prototype, name, {
    ...property,
    set(this: Tag, value: string) {
      if (nameOf(String(value))) act(this);
      property.set!.call(this, value);
    },
  });
  return () => Object.defineProperty(prototype, name, property);
}

/** Markup that makes a global of the script's name: an element, not what the script would have brought. */
function clobber(document: Document, name: ScriptName) {
  const link = document.createElement('a');
  link.id = name === 'connect' ? 'StripeConnect' : 'Stripe';
  link.hidden = true;
  document.body.append(link);
}
