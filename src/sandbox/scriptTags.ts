import type { ScriptFault } from './world.js';

type Win = Window & typeof globalThis;

const ADDRESSES = {
  connect: /^https:\/\/connect-js\.stripe\.com\/v\d[\d.]*\/connect\.js/,
  stripe: /^https:\/\/js\.stripe\.com\/(?:v3\/?|\w+\/stripe\.js)(?:$|\?)/,
};

export type ScriptName = keyof typeof ADDRESSES;

interface ScriptTagsOptions {
  /** Called as if the script had run. */
  run: (name: ScriptName) => void;
  takeFault: (name: ScriptName) => ScriptFault | undefined;
  /** Resolves after the simulated loading time of the script. */
  arrive: () => Promise<void>;
}

const nameOf = (src: string): ScriptName | undefined =>
  ADDRESSES.connect.test(src) ? 'connect' : ADDRESSES.stripe.test(src) ? 'stripe' : undefined;

/**
 * The state of a tag is stored on the tag, because a later sandbox, perhaps from another copy of this module, must know
 * it: either a sandbox is about to answer the tag, or the tag has already had its `load` or `error` event.
 */
type TagState = 'asked' | 'answered' | undefined;

const stateOf = (tag: HTMLScriptElement) => tag.dataset['sandbox'] as TagState;

const stripeTags = ({ document }: Win) =>
  [...document.scripts].flatMap((tag) => {
    const name = nameOf(tag.src);
    return name ? [{ tag, name }] : [];
  });

function tell(window: Win, tag: HTMLScriptElement, event: 'load' | 'error') {
  if (stateOf(tag) === 'answered') return;
  tag.dataset['sandbox'] = 'answered' satisfies TagState;
  tag.dispatchEvent(new window.Event(event));
}

/**
 * Dispatches `load` on tags that Stripe's loaders added before there was a sandbox. The loaders wait for these tags and
 * add no others.
 */
export function tellLoaded(window: Win): void {
  for (const { tag } of stripeTags(window)) tell(window, tag, 'load');
}

/**
 * Answers Stripe's own script tags without a network: a tag gets a type that no browser runs, keeps its address, so that
 * it can still be found, and receives `load` or `error`. Returns a function that stops this.
 */
export function answerScriptTags(window: Win, { run, takeFault, arrive }: ScriptTagsOptions): () => void {
  const unanswered = new Set<HTMLScriptElement>();
  // Set before the tag is in the page, because that is when a browser reads these to decide whether to fetch.
  const restore = [
    beforeSet(window.HTMLScriptElement.prototype, 'src', (tag) => (tag.type = 'text/stripe-sandbox')),
    beforeSet(window.HTMLLinkElement.prototype, 'href', (hint) => (hint.rel = 'stripe-sandbox')),
  ];

  async function answer(tag: HTMLScriptElement) {
    const name = nameOf(tag.src);
    if (!name || stateOf(tag)) return;
    tag.dataset['sandbox'] = 'asked' satisfies TagState;
    unanswered.add(tag);
    const fault = takeFault(name);
    await arrive();
    // In the meantime, this sandbox may have been removed or another may have answered.
    if (fault === 'hanging' || !unanswered.delete(tag) || stateOf(tag) === 'answered') return;
    if (fault === 'clobbered') clobber(window.document, name);
    if (!fault) run(name);
    tell(window, tag, fault === 'blocked' ? 'error' : 'load');
  }

  const observer = new window.MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof window.HTMLScriptElement) void answer(node);
    }
  });
  observer.observe(window.document, { childList: true, subtree: true });
  for (const { tag } of stripeTags(window)) void answer(tag);
  return () => {
    observer.disconnect();
    for (const back of restore) back();
    // Leave the unanswered tags to the next sandbox.
    for (const tag of unanswered) delete tag.dataset['sandbox'];
    unanswered.clear();
  };
}

/** Calls `act` on an element before it gets the address of one of Stripe's scripts. Returns an undo function. */
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

/** Adds an element whose id makes it a global with the name of the script's own global. */
function clobber(document: Document, name: ScriptName) {
  const link = document.createElement('a');
  link.id = name === 'connect' ? 'StripeConnect' : 'Stripe';
  link.hidden = true;
  document.body.append(link);
}
