import type { View } from './viewContext.js';
import { fields } from './views.js';
import type { Word } from './words.js';

const STEPS: ReadonlyArray<readonly [step: string, title: Word, fields: Word[]]> = [
  ['business_type', 'businessType', ['business', 'address']],
  ['representative_details', 'personal', ['name', 'email', 'phone']],
  ['external_account', 'bankDetails', ['iban']],
  ['summary', 'reviewTitle', []],
];

/** A form in steps. It names missing fields, keeps what is typed, and calls `onExit` at the end. */
export const onboarding: View = (context) => {
  const { h, say, state, account } = context;
  const at = (state['step'] ?? 0) as number;
  const typed = (state['typed'] ??= {}) as Record<string, string>;
  const go = (next: number) => {
    state['missing'] = [];
    state['isNotSent'] = false;
    state['step'] = next;
    if (next < STEPS.length) context.emit('stepChange', { step: STEPS[next]![0] });
    context.redraw();
  };

  if (at >= STEPS.length) {
    return [
      h('h2', { tabindex: -1, 'data-focus': true }, say('done')),
      h('p', {}, say('complete')),
      h(
        'p',
        {},
        h('button', { type: 'button', class: 'primary', onclick: () => context.emit('exit') }, say('close')),
      ),
    ];
  }
  const [, title, names] = STEPS[at]!;
  const last = at === STEPS.length - 1;
  const submit = (event: Event) => {
    event.preventDefault();
    const missing = names.filter((name) => !typed[name]?.trim());
    if (missing.length) {
      state['missing'] = missing;
      context.redraw();
      return;
    }
    if (!last) return go(at + 1);
    // Pressed again before the answer to the first time.
    if (state['isSending']) return;
    state['isSending'] = true;
    context.submitDetails().then(
      () => {
        account.details_submitted = true;
        go(at + 1);
        context.emit('exit');
      },
      () => {
        state['isSending'] = false;
        state['isNotSent'] = true;
        context.redraw();
      },
    );
  };
  const progress = h('i');
  progress.style.inlineSize = `${((at + 1) / STEPS.length) * 100}%`;
  return [
    h(
      'p',
      { class: 'muted small' },
      `${say('progress', { step: at + 1, total: STEPS.length })} · ${account.name}`,
    ),
    h('div', { class: 'bar' }, progress),
    h(
      'form',
      { novalidate: true, onsubmit: submit },
      h('h2', { tabindex: -1, 'data-focus': true }, say(title)),
      Boolean(state['isNotSent']) && h('p', { role: 'alert', class: 'error' }, say('notSent')),
      ...fields(context, names, true),
      last &&
        h(
          'dl',
          {},
          ...Object.entries(typed).flatMap(([name, value]) => [
            h('dt', {}, say(name as Word)),
            h('dd', {}, value),
          ]),
        ),
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'primary' }, say(last ? 'submit' : 'continue')),
        at > 0 && h('button', { type: 'button', onclick: () => go(at - 1) }, say('back')),
      ),
    ),
  ];
};
