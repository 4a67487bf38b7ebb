import { join } from 'node:path';
import prettier from 'prettier';
import { entries, KINDS, root } from './readApi.mjs';
import { linkTo, section } from './section.mjs';

const ABOUT = {
  '.': 'Providers, components, hooks, errors and their types.',
  './preview': 'Stripe’s components in preview.',
  './devtools': 'A timeline of the sessions, for development.',
  './widgets':
    'Dashboard widgets: Stripe’s components in frames, and a dashboard that shows the widgets in tabs.',
  './server': 'The session endpoint, for a back end in JavaScript.',
  './sandbox': 'A simulated Stripe, for browsers, jsdom and Node.',
  './sandbox/node': 'The simulated Stripe over HTTP, for a real `stripe` SDK and a real browser.',
  './messages/fr': 'The texts in French.',
  './messages/ar': 'The texts in Arabic.',
};

const NOTE =
  '<!-- Written by `node scripts/apiReference.mjs`. Change the comments in src, not this file. -->';

/** Each page's name and text, formatted by prettier. */
export async function writePages() {
  const pages = new Map([['README.md', index()], ...entries.map((entry) => [entry.page, page(entry)])]);
  for (const [name, paragraphs] of pages) {
    const filepath = join(root, 'docs', 'api', name);
    const text = await prettier.format(paragraphs.filter(Boolean).join('\n\n'), {
      ...(await prettier.resolveConfig(filepath)),
      filepath,
    });
    // TypeScript prints a type that it cannot name as an import with a path on this machine.
    if (text.includes(root)) throw new Error(`docs/api/${name} would contain a path of this machine.`);
    pages.set(name, text);
  }
  return pages;
}

const about = ({ name, specifier }) => {
  if (ABOUT[name]) return ABOUT[name];
  throw new Error(`Describe the contents of \`${specifier}\` in scripts/apiReference/writePages.mjs.`);
};

const index = () => [
  NOTE,
  '# API reference',
  'Every export of every entry point, generated from the types and their comments. The guides are in [docs](../).',
  [
    '| Import | Contents |',
    '| --- | --- |',
    ...entries.map((entry) => `| [\`${entry.specifier}\`](${entry.page}) | ${about(entry)} |`),
  ].join('\n'),
  ...entries.flatMap((entry) => [`## \`${entry.specifier}\``, contents(entry)]),
];

const OF_GROUP = {
  'Connect components':
    'One for each of Stripe’s tags. For the meaning of Stripe’s props, see ' +
    '[Stripe’s documentation](https://docs.stripe.com/connect/supported-embedded-components).',
};

const page = (entry) => [
  NOTE,
  `# \`${entry.specifier}\``,
  `${about(entry)} [All entry points](README.md).`,
  contents(entry, entry),
  ...groups(entry).flatMap(([title, items]) => [`## ${title}`, OF_GROUP[title], ...items.flatMap(section)]),
];

const contents = (entry, from) =>
  groups(entry)
    .map(([title, items]) => `- ${title}: ${items.map((item) => linkTo(item, from)).join(', ')}`)
    .join('\n');

const groups = ({ exports }) =>
  Object.entries(KINDS)
    .map(([kind, title]) => [title, exports.filter((item) => item.kind === kind)])
    .filter(([, items]) => items.length);
