import { elementMaker, type ElementMaker } from '../dom.js';
import type { Claim, SandboxAccount } from '../host.js';
import type { Random } from '../random.js';
import { createRandom } from '../random.js';
import type { DatasetName, Row } from './data.js';
import { rowsOf } from './data.js';
import type { SandboxConnectElement } from './elementTypes.js';
import { wordsOf, type Say, type Word } from './words.js';

/** What a view needs to draw: words, formats, rows, and the calls to the page. */
export interface ViewContext {
  readonly account: SandboxAccount;
  readonly say: Say;
  readonly h: ElementMaker;
  readonly random: Random;
  /** Lives as long as the element is on the page, so that a redraw in another language loses nothing. */
  readonly state: Record<string, unknown>;
  money(amount: number): string;
  date(at: number): string;
  rows(name: DatasetName): Row[];
  /** The value that the page set with `setX`. */
  prop(name: string): unknown;
  can(feature: string): boolean;
  emit(event: string, detail?: unknown): void;
  /** Reports to Stripe's server that onboarding is complete. */
  submitDetails(): Promise<void>;
  redraw(): void;
  /** Opens a dialog or a drawer, depending on the appearance. */
  open(title: Word, body: (close: () => void) => Array<Node | string>): void;
}

export type View = (context: ViewContext) => Array<Node | string>;

interface Surroundings {
  element: SandboxConnectElement;
  claim: Claim;
  seed: number;
  now: number;
  locale: string;
  overlays: 'dialog' | 'drawer';
  root: HTMLElement;
  redraw: () => void;
  submitDetails: () => Promise<void>;
}

export function createViewContext({
  element,
  claim,
  seed,
  now,
  locale,
  overlays,
  root,
  redraw,
  submitDetails,
}: Surroundings): ViewContext {
  const { account } = claim;
  const say = wordsOf(locale);
  const h = elementMaker(element.ownerDocument);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: account.currency.toUpperCase(),
  });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const scale = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  const { state } = element;

  return {
    account,
    say,
    h,
    state,
    random: createRandom(seed, `${account.id}:${element.tag}`),
    money: (amount) => format.format(amount / scale),
    date: (at) => dates.format(at),
    rows: (name) => (state[`rows:${name}`] ??= rowsOf(name, account, seed, now)) as Row[],
    prop: (name) => element.values.get(name),
    can: (feature) => claim.components[element.tag.replaceAll('-', '_')]?.features[feature] ?? true,
    emit: (event, detail) => element.emit(event, detail),
    submitDetails,
    redraw,
    open(title, body) {
      const opener = (root.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
      const dialog = h('dialog', { class: overlays, 'aria-labelledby': 'overlay-title' });
      const close = () => {
        dialog.remove();
        opener?.focus();
      };
      dialog.append(
        h(
          'div',
          { class: 'sheet' },
          h('h2', { id: 'overlay-title', tabindex: -1 }, say(title)),
          ...body(close),
        ),
      );
      dialog.addEventListener('keydown', (event) => event.key === 'Escape' && close());
      dialog.addEventListener('cancel', close);
      root.append(dialog);
      // jsdom has the element but not its methods.
      if (typeof dialog.showModal === 'function') dialog.showModal();
      else dialog.setAttribute('open', '');
      dialog.querySelector<HTMLElement>('h2')!.focus();
    },
  };
}
