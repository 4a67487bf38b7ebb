import { relative } from 'node:path';
import ts from 'typescript';
import { elementOf, everyConnect, framed, isOpen, membersOf, ownProps } from './members.mjs';
import { byName, checker, docOf, homes, isMade, root, tagsOf } from './readApi.mjs';
import { isTabled, literalsOf, optionsIn, parametersOf, signatureOf } from './signature.mjs';

export const linkTo = ({ name, entry }, from) =>
  `[${name}](${entry === from ? '' : entry.page}#${name.toLowerCase()})`;

/** Props and options are listed under the first function that accepts them. */
const listedUnder = new Map();
for (const item of homes.values()) {
  if (!['Component', 'Hook', 'Function'].includes(item.kind) || isMade(item.node)) continue;
  for (const options of parametersOf(item).flatMap(({ type }) => optionsIn(type)))
    if (!listedUnder.has(options)) listedUnder.set(options, item);
}

/** The paragraphs of a page about one export. */
export function section({ name, kind, symbol, node, entry }) {
  const home = homes.get(symbol);
  const source = relative(root, node.getSourceFile().fileName).replaceAll('\\', '/');
  const head = [`### ${name}`, `${kind} · [source](../../${source})`];
  if (home.entry !== entry)
    return [...head, `The same as ${linkTo(home, entry)} from \`${home.entry.specifier}\`.`];
  const signature = signatureOf(home);
  const members = membersIn(home).filter(Boolean);
  return [
    ...head,
    `\`\`\`ts\n${signature}\n\`\`\``,
    docOf(symbol),
    ...tagsOf(symbol, 'deprecated').map((reason) => `**Deprecated.** ${reason}`),
    ...tagsOf(symbol, 'example').map((example) => `\`\`\`tsx\n${example}\n\`\`\``),
    ...members,
    seeAlso(home, signature, members),
  ];
}

function membersIn(item) {
  const { node, kind, symbol, entry } = item;
  if (isMade(node)) return madeProps(item);
  if (item.name === 'ConnectComponentProps')
    return [table('Prop', everyConnect), 'Also takes the props of Stripe’s own component for the tag.'];
  const declared = () => table(labelOf(item), membersOf(checker.getDeclaredTypeOfSymbol(symbol)));
  if (kind === 'Class') return [declared()];
  if (kind === 'Constant') return [];
  if (kind !== 'Type') return parametersOf(item).flatMap(({ type }) => taken(item, type));
  const under = listedUnder.get(item);
  if (under) return [`Listed under ${linkTo(under, entry)}.`];
  if (isTabled(node)) return [declared()];
  const literals = literalsOf(node);
  return literals?.length > 3 ? [`One of ${literals.map(code).join(', ')}.`] : [];
}

function madeProps(item) {
  const everyConnects = byName.get('ConnectComponentProps');
  const shared =
    item.kind === 'Connect component'
      ? [everyConnects]
      : [byName.get('WidgetProps'), ...(framed(item) ? [everyConnects] : [])];
  const own = ownProps(item);
  return [
    table('Prop', own),
    isOpen(item) &&
      'The installed `@stripe/connect-js` does not know this tag, so any prop is accepted and passed to Stripe unchanged.',
    `${own.length || isOpen(item) ? 'Also takes' : 'Takes'} ${shared.map((one) => linkTo(one, item.entry)).join(' and ')}.`,
  ];
}

/** The members of a parameter that is an object. */
function taken(item, type) {
  if (type && ts.isTypeLiteralNode(type))
    return [table('Prop', membersOf(checker.getTypeFromTypeNode(type)))];
  const all = optionsIn(type);
  return all.flatMap((options) => {
    const home = listedUnder.get(options);
    if (home !== item) return [`Takes what is listed under ${linkTo(home, item.entry)}.`];
    const listed = checker.getDeclaredTypeOfSymbol(options.symbol);
    const element = elementOf(listed);
    return [
      all.length > 1 && `As ${linkTo(options, item.entry)}:`,
      table(labelOf(options), membersOf(listed)),
      element && `Also any attribute of a \`<${element}>\`.`,
    ];
  });
}

/** The public types that the signature and the tables name but do not link yet. */
function seeAlso(item, signature, members) {
  const { entry, name } = item;
  // Without string literals, and without comments, whose apostrophes would start one.
  const types = [signature, ...members.join('\n').matchAll(/`([^`]+)`/g)]
    .join(' ')
    .replace(/\/\*[^]*?\*\/|'[^']*'/g, '');
  const known = new Map(entry.exports.map((one) => [one.name, homes.get(one.symbol)]));
  const items = [...new Set(types.match(/\b[A-Z]\w+/g))]
    .filter((word) => word !== name && !members.some((text) => text.includes(`[${word}](`)))
    .sort()
    .flatMap((word) => known.get(word) ?? byName.get(word) ?? [])
    .filter((one) => listedUnder.get(one) !== item);
  return items.length ? `See also ${items.map((one) => linkTo(one, entry)).join(', ')}.` : '';
}

const code = (text) => `\`${text}\``;
const cell = (text) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
/** `'none'`, `15_000` and `document.body`, but not `both`. */
const isLiteral = (text) =>
  /^['"[{]|^[\w.]+$/.test(text) && (!/^[a-z]+$/.test(text) || /^(true|false|null)$/.test(text));

const labelOf = ({ name }) => /(Prop|Option)s$/.exec(name)?.[1] ?? 'Member';

function table(label, rows) {
  if (!rows.length) return '';
  const isOptional = (row) => row.label.endsWith('?');
  // Required props come first. The members of other types keep their order.
  const sorted = label === 'Prop' ? [...rows].sort((a, b) => isOptional(a) - isOptional(b)) : rows;
  const columns = [
    [label, (row) => code(row.label)],
    ['Type', (row) => code(cell(row.type))],
    ['Default', ({ initial }) => (isLiteral(initial) ? code(cell(initial)) : cell(initial))],
    ['Description', (row) => cell(row.text)],
  ].filter(([, read]) => rows.some(read));
  const lines = [columns.map(([title]) => title), columns.map(() => '---')];
  for (const row of sorted) lines.push(columns.map(([, read]) => read(row)));
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
