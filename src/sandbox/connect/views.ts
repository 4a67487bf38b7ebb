import { DATASETS, type Dataset, type DatasetName, type Kind, type Row } from './data.js';
import type { View, ViewContext } from './viewContext.js';
import type { Word } from './words.js';

const TONE: Partial<Record<string, string>> = {
  active: 'good',
  disputed: 'bad',
  failed: 'bad',
  inTransit: 'wait',
  needsResponse: 'bad',
  paid: 'good',
  pending: 'wait',
  succeeded: 'good',
};

function cell({ h, say, money, date }: ViewContext, kind: Kind, value: string | number): Node | string {
  if (kind === 'money') return money(Number(value));
  if (kind === 'date') return date(Number(value));
  if (kind === 'status') return h('span', { class: `badge ${TONE[value] ?? ''}` }, say(value as Word));
  return String(value);
}

const CLASS: Partial<Record<Kind, string>> = { money: 'number', wide: 'wide' };

/** Stacks views one below the other. */
export const stack =
  (...views: View[]): View =>
  (context) => [
    context.h('div', { class: 'stack' }, ...views.map((view) => context.h('div', {}, ...view(context)))),
  ];

/** The head of a view. Stripe's own lists have no visible title, because the page provides one. */
const head = ({ h, say }: ViewContext, title: Word, beside: Node | undefined) => {
  const heading = h('h2', { class: 'unseen' }, say(title));
  return beside ? h('div', { class: 'head' }, heading, beside) : heading;
};

/** A list with a filter by status. A row opens its detail. */
export const table =
  (name: DatasetName): View =>
  (context) => {
    const { h, say, state, account } = context;
    const { title, columns, statuses }: Dataset = DATASETS[name];
    const byPage = context.prop('setDefaultFilters') as { status?: string[] } | undefined;
    const filter = state['filter'] as Word | undefined;
    const rows = context.rows(name).filter((row) => {
      if (filter) return row['status'] === filter;
      return (
        !byPage?.status?.length ||
        byPage.status.some(
          (status) => status === row['status'] || (status === 'successful' && row['status'] === 'succeeded'),
        )
      );
    });
    const chip = (status: Word | undefined) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(filter === status),
          onclick() {
            state['filter'] = status;
            context.redraw();
          },
        },
        say(status ?? 'all'),
      );
    const chips = [...new Set(statuses)];
    return [
      head(
        context,
        title,
        chips.length > 1
          ? h(
              'div',
              { class: 'row chips', role: 'group', 'aria-label': say('status') },
              chip(undefined),
              ...chips.map(chip),
            )
          : undefined,
      ),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${say(title)}, ${account.name}` },
        h(
          'table',
          {},
          h('caption', {}, `${say(title)}, ${account.name}`),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ...columns.map(([, label, kind]) => h('th', { scope: 'col', class: CLASS[kind] }, say(label))),
            ),
          ),
          h(
            'tbody',
            {},
            ...rows.map((row) =>
              h(
                'tr',
                {},
                ...columns.map(([key, , kind], at) =>
                  h(
                    'td',
                    { class: CLASS[kind] },
                    at
                      ? cell(context, kind, row[key]!)
                      : h(
                          'button',
                          { type: 'button', class: 'link', onclick: () => openDetail(context, name, row) },
                          cell(context, kind, row[key]!),
                        ),
                  ),
                ),
              ),
            ),
            !rows.length && h('tr', {}, h('td', { colspan: columns.length, class: 'muted' }, say('nothing'))),
          ),
        ),
      ),
    ];
  };

const facts = (context: ViewContext, name: DatasetName, row: Row) =>
  context.h(
    'dl',
    {},
    ...(DATASETS[name] as Dataset).columns.flatMap(([key, label, kind]) => [
      context.h('dt', {}, context.say(label)),
      context.h('dd', {}, cell(context, kind, row[key]!)),
    ]),
    context.h('dt', {}, context.say('id')),
    context.h('dd', { class: 'small muted' }, row.id),
  );

const refundButton = (context: ViewContext, row: Row) => {
  if (row['status'] !== 'succeeded' || !context.can('refund_management')) return undefined;
  return context.h(
    'button',
    { type: 'button', onclick: () => openRefund(context, row) },
    context.say('refund'),
  );
};

function openDetail(context: ViewContext, name: DatasetName, row: Row) {
  const { h, say } = context;
  context.open((DATASETS[name] as Dataset).title, (close) => [
    facts(context, name, row),
    h(
      'div',
      { class: 'row' },
      h('button', { type: 'button', class: 'primary', onclick: close }, say('close')),
      name === 'payments' && refundButton(context, row),
    ),
  ]);
}

function openRefund(context: ViewContext, row: Row) {
  const { h, say, money } = context;
  context.open('refundTitle', (close) => {
    const confirm = () => {
      row['status'] = 'refunded';
      close();
      context.redraw();
    };
    return [
      h('p', {}, `${money(Number(row['amount']))} · ${row['customer']}`),
      h(
        'div',
        { class: 'row' },
        h('button', { type: 'button', class: 'danger', onclick: confirm }, say('refund')),
        h('button', { type: 'button', onclick: close }, say('cancel')),
      ),
    ];
  });
}

/** One item, chosen by a value that the page has set. It has a Close button if the page listens for that. */
export const detail =
  (name: DatasetName, pickedBy: string): View =>
  (context) => {
    const { h, say } = context;
    const wanted = context.prop(pickedBy);
    const rows = context.rows(name);
    const row: Row | undefined =
      rows.find(({ id }) => id === wanted) ??
      (rows[0] && { ...rows[0], ...(typeof wanted === 'string' && { id: wanted }) });
    return [
      h(
        'div',
        { class: 'head' },
        h('h2', {}, say((DATASETS[name] as Dataset).title)),
        row && cell(context, 'status', String(row['status'])),
      ),
      row ? facts(context, name, row) : h('p', { class: 'muted' }, say('nothing')),
      h(
        'p',
        { class: 'row' },
        row && name === 'payments' && refundButton(context, row),
        Boolean(context.prop('setOnClose')) &&
          h('button', { type: 'button', onclick: () => context.emit('close') }, say('close')),
      ),
    ];
  };

/** Amounts in cards, with one action. */
export const summary =
  (title: Word, amounts: Word[], action?: Word): View =>
  (context) => {
    const { h, say, money } = context;
    const [owned] = context.rows('amounts');
    const texts = amounts.map((word) => money(Number(owned?.[word] ?? 0)));
    const cards = h(
      'div',
      { class: 'cards' },
      ...amounts.map((word, at) =>
        h(
          'div',
          { class: 'card' },
          h('p', { class: 'muted' }, say(word)),
          h('p', { class: 'big' }, texts[at]),
        ),
      ),
    );
    // All have the same size, the largest that fits the longest of them.
    cards.style.setProperty('--length', String(Math.max(...texts.map(({ length }) => length))));
    return [
      head(context, title, action && h('button', { type: 'button', class: 'primary' }, say(action))),
      cards,
    ];
  };

/** Labelled fields. What is typed is kept in the element's state. */
export function fields({ h, say, state }: ViewContext, names: Word[], required: boolean): HTMLElement[] {
  const typed = (state['typed'] ??= {}) as Record<string, string>;
  const missing = (state['missing'] ?? []) as string[];
  return names.map((name) =>
    h(
      'label',
      {},
      say(name),
      h('input', {
        name,
        value: typed[name] ?? '',
        required,
        'aria-invalid': missing.includes(name) && 'true',
        'aria-describedby': missing.includes(name) && `${name}-error`,
        oninput: (event: Event) => (typed[name] = (event.target as HTMLInputElement).value),
      }),
      missing.includes(name) && h('span', { class: 'error', id: `${name}-error` }, say('needed')),
    ),
  );
}

/** A form for settings, with a Save button. */
export const form =
  (title: Word, names: Word[], saved?: [event: string, detail: unknown]): View =>
  (context) => {
    const { h, say, state } = context;
    const typed = (state['typed'] ??= {
      business: context.account.name,
      email: context.account.email,
      country: context.account.country,
    });
    return [
      h(
        'div',
        { class: 'head' },
        h('h2', {}, say(title)),
        h('span', { class: 'muted small' }, context.account.name),
      ),
      h(
        'form',
        {
          novalidate: true,
          onsubmit(event: Event) {
            event.preventDefault();
            state['saved'] = Object.keys(typed).length;
            if (saved) context.emit(...saved);
            context.redraw();
          },
        },
        ...fields(context, names, false),
        h(
          'div',
          { class: 'row' },
          h('button', { class: 'primary' }, say('save')),
          h('span', { role: 'status', class: 'muted' }, state['saved'] ? say('saved') : ''),
        ),
      ),
    ];
  };

/** One line about something that the person can do now. */
export const banner =
  (text: Word, action: Word, isShown: (context: ViewContext) => boolean = () => true): View =>
  (context) =>
    isShown(context)
      ? [
          context.h(
            'div',
            { class: 'banner' },
            context.h('span', {}, context.say(text)),
            context.h('button', { type: 'button', class: 'primary' }, context.say(action)),
          ),
        ]
      : [];

/** Thirty days as bars, with their sum. */
export const chart =
  (title: Word): View =>
  (context) => {
    const { h, say, random, money, account } = context;
    const days = Array.from({ length: account.details_submitted ? 30 : 0 }, () =>
      random.integer(8_000, 90_000),
    );
    const highest = Math.max(...days);
    const total = money(days.reduce((sum, day) => sum + day, 0));
    const bars = days.map((day) => {
      const bar = h('i');
      bar.style.height = `${Math.round((day / highest) * 100)}%`;
      return bar;
    });
    return [
      h(
        'div',
        { class: 'head' },
        h('h2', {}, say(title)),
        h('span', { class: 'muted small' }, say('report')),
      ),
      h('p', { class: 'big' }, total),
      h('div', { class: 'chart', role: 'img', 'aria-label': `${say(title)}: ${total}` }, ...bars),
    ];
  };
