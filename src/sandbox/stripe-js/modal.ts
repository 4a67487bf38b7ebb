import { addStyle, elementMaker, type Child } from '../dom.js';
import type { BankSession, LinkedAccountChoice } from '../host.js';
import { accountsAt, institutionsFor, type Institution } from './institutions.js';
import { MODAL_STYLE } from './modalStyle.js';
import { wordsOf, type Word } from './words.js';

interface ModalOptions {
  document: Document;
  session: BankSession;
  seed: number;
  locale: string;
  /** Called once, with the linked accounts, or with none if the person left. */
  onEnd: (linked: LinkedAccountChoice[]) => void;
}

/** Opens the bank-linking modal: consent, bank, sign-in, accounts, done. Returns a function that removes it. */
export function openModal({ document, session, seed, locale, onEnd }: ModalOptions): () => void {
  const say = wordsOf(locale);
  const h = elementMaker(document);
  const opener = document.activeElement as HTMLElement | null;
  const host = h('div', { 'data-stripe-sandbox': 'bank-linking' });
  const shadow = host.attachShadow({ mode: 'open' });
  const dialog = h('dialog', {
    'aria-labelledby': 'title',
    lang: locale,
    dir: /^(ar|fa|he|ur)\b/i.test(locale) ? 'rtl' : 'ltr',
  });
  let ended = false;
  let linked: LinkedAccountChoice[] = [];

  function close() {
    // Only once: later, the focus is elsewhere for a reason.
    if (!host.isConnected) return;
    host.remove();
    opener?.focus();
  }

  function end() {
    if (ended) return;
    ended = true;
    close();
    onEnd(linked);
  }

  /** Shows one step. Its title takes the focus, so that a screen reader announces the step. */
  function show(title: string, ...content: Child[]) {
    const heading = h('h2', { id: 'title', tabindex: -1 }, title);
    dialog.replaceChildren(
      h(
        'header',
        {},
        heading,
        h('button', { type: 'button', class: 'x', 'aria-label': say('close'), onclick: end }, '×'),
      ),
      h('div', { class: 'body' }, ...content),
    );
    heading.focus();
  }

  const button = (word: Word, onclick: () => void, style = '') =>
    h('button', { type: 'button', class: style, onclick }, say(word));

  function consent() {
    show(
      say('title'),
      h('p', {}, say('consent')),
      h('p', { class: 'muted' }, say('shares')),
      h('ul', {}, ...session.permissions.map((permission) => h('li', {}, say(permission as Word)))),
      button('agree', institutions, 'primary'),
    );
  }

  function institutions() {
    const banks = institutionsFor(session);
    const list = h('ul', { class: 'banks' });
    // A status instead of a list item, so that a screen reader announces it when it appears.
    const none = h('p', { class: 'muted', role: 'status' });
    const found = h('div', { class: 'found' }, list, none);
    found.style.setProperty('--banks', String(banks.length));
    const fill = (query: string) => {
      const named = banks.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
      list.replaceChildren(
        ...named.map((bank) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'bank', onclick: () => (bank.down ? down(bank) : signIn(bank)) },
              h('i', { 'aria-hidden': 'true' }, bank.name[0]),
              bank.name,
            ),
          ),
        ),
      );
      none.textContent = named.length ? '' : say('none');
    };
    fill('');
    show(
      say('institution'),
      h(
        'label',
        {},
        say('search'),
        h('input', {
          type: 'search',
          oninput: (event: Event) => fill((event.target as HTMLInputElement).value),
        }),
      ),
      found,
      session.manualEntry && button('manual', manual),
    );
  }

  const down = ({ name }: Institution) =>
    show(say('down', { name }), button('other', institutions, 'primary'));

  const signIn = (bank: Institution) =>
    show(
      say('signIn', { name: bank.name }),
      h('p', { class: 'muted' }, say('signInNote')),
      button('continue', () => accounts(bank), 'primary'),
      button('back', institutions),
    );

  function accounts(bank: Institution) {
    const one = session.allowed.accounts === 1;
    const choices = accountsAt(bank, session, seed);
    const problem = h('p', { role: 'alert', class: 'error' });
    const inputs = choices.map((_, at) =>
      h('input', { type: one ? 'radio' : 'checkbox', name: 'account', value: at, checked: at === 0 }),
    );
    const link = () => {
      linked = choices.filter((_, at) => inputs[at]!.checked).slice(0, session.allowed.accounts);
      if (linked.length) done();
      else problem.textContent = say('pickOne');
    };
    show(
      say('accounts'),
      h(
        'fieldset',
        {},
        h('legend', { class: 'muted' }, bank.name),
        ...choices.map(({ name, last4 }, at) =>
          h('label', { class: 'choice' }, inputs[at], `${name} •••• ${last4}`),
        ),
      ),
      problem,
      button('link', link, 'primary'),
      button('back', institutions),
    );
  }

  /** A labelled number field with its error message below. */
  function field(name: 'routing' | 'number', pattern: RegExp) {
    const id = `${name}-error`;
    const problem = h('p', { id, role: 'alert', class: 'error' });
    const input = h('input', { inputmode: 'numeric', autocomplete: 'off', 'aria-describedby': id });
    const isRight = () => {
      const right = pattern.test(input.value);
      problem.textContent = right ? '' : say(`${name}Error`);
      input.setAttribute('aria-invalid', String(!right));
      return right;
    };
    return {
      box: h('div', { class: 'field' }, h('label', {}, say(name), input), problem),
      input,
      isRight,
    };
  }

  function manual() {
    const routing = field('routing', /^\d{9}$/);
    const number = field('number', /^\d{4,17}$/);
    const link = (event: Event) => {
      event.preventDefault();
      const wrong = [routing, number].filter(({ isRight }) => !isRight());
      if (wrong.length) return wrong[0]!.input.focus();
      linked = [
        {
          institution: 'Manual entry',
          name: 'Checking',
          last4: number.input.value.slice(-4),
          category: 'cash',
          subcategory: 'checking',
          manual: true,
        },
      ];
      done();
    };
    show(
      say('manual'),
      h(
        'form',
        { novalidate: true, onsubmit: link },
        routing.box,
        number.box,
        h('button', { class: 'primary' }, say('link')),
        button('back', institutions),
      ),
    );
  }

  const done = () =>
    show(
      say('success'),
      h(
        'ul',
        {},
        ...linked.map(({ institution, name, last4 }) =>
          h('li', {}, `${institution} · ${name} •••• ${last4}`),
        ),
      ),
      button('done', end, 'primary'),
    );

  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && end());
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    end();
  });
  addStyle(shadow, MODAL_STYLE);
  shadow.append(dialog);
  document.body.append(host);
  // jsdom has the element but not its methods.
  if (typeof dialog.showModal === 'function') dialog.showModal();
  else dialog.setAttribute('open', '');
  consent();
  return () => {
    ended = true;
    close();
  };
}
