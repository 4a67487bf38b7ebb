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
 * What became of a tag is written on it, because a sandbox that comes later, perhaps from another copy of this
 * module, must know: one sandbox is about to answer it, or it was told that it has loaded or failed.
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
 * Stripe's loaders wait for the tags that they have put while there was no sandbox, and put no others: each is
 * told that its script has run.
 */
export function tellLoaded(window: Win): void {
  for (const { tag } of stripeTags(window)) tell(window, tag, 'load');
}

/**
 * Answers Stripe's own script tags as a network would, with no network: the tag gets a type that no browser
 * runs, stays findable by its address, and is told that it has loaded or failed. Returns the way to stop.
 */
export function answerScriptTags(window: Win, { run, takeFault, arrive }: ScriptTagsOptions): () => void {
  const unanswered = new Set<HTMLScriptElement>();
  // Before it is in the page: a browser looks at these when it would fetch.
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
    // It may have been taken out meanwhile, or another sandbox is there.
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
    // The next sandbox answers what this one has not.
    for (const tag of unanswered) delete tag.dataset['sandbox'];
    unanswered.clear();
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
