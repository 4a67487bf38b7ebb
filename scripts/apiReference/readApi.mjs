import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '..', '..');

/** The kinds of exports, in their order on a page. */
export const KINDS = {
  Component: 'Components',
  'Connect component': 'Connect components',
  Hook: 'Hooks',
  Function: 'Functions',
  Class: 'Classes',
  Constant: 'Constants',
  Type: 'Types',
};
const ORDER = Object.keys(KINDS);

/** entries.ts, read as text, because plain Node cannot import it. */
export const entries = [
  ...readFileSync(join(root, 'entries.ts'), 'utf8').matchAll(/^ {2}'(\.[^']*)': '([^']+)'/gm),
].map(([, name, file]) => ({
  name,
  specifier: `stripe-embedded${name.slice(1)}`,
  file: join(root, file),
  page: `${name.slice(2).replaceAll('/', '-') || 'index'}.md`,
}));

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
const program = ts.createProgram(
  entries.map(({ file }) => file),
  {
    ...options,
    // Otherwise a line in another file could reorder a union on these pages.
    stableTypeOrdering: true,
    paths: { ...options.paths, stripe: [join(import.meta.dirname, 'stripe.d.ts')] },
  },
);
export const checker = program.getTypeChecker();

/** Each public symbol, with the first entry point that exports it. */
export const homes = new Map();
for (const entry of entries) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry.file));
  entry.exports = checker.getExportsOfModule(module).map((exported) => {
    const symbol = resolved(exported);
    const [node] = symbol.declarations;
    const item = { name: exported.name, entry, symbol, node, kind: kindOf(exported.name, symbol, node) };
    if (!homes.has(symbol)) homes.set(symbol, item);
    return item;
  });
  entry.exports.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

/** If two entry points use the same name for different things, the first one counts. */
export const byName = new Map([...homes.values()].reverse().map((item) => [item.name, item]));

export function resolved(symbol) {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function kindOf(name, { flags }, node) {
  if (flags & ts.SymbolFlags.Class) return 'Class';
  if (!(flags & ts.SymbolFlags.Value)) return 'Type';
  if (tagOf(node)) return 'Connect component';
  if (!callsOf(node).length) return 'Constant';
  if (/^use[A-Z]/.test(name)) return 'Hook';
  return /^[A-Z]/.test(name) ? 'Component' : 'Function';
}

/** `ComponentType` is a class or a function. The function has the props of both. */
export function callsOf(node) {
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).flatMap((part) => part.getCallSignatures());
}

/** Whether another function creates the component. */
export function isMade(node) {
  return ts.isVariableDeclaration(node) && ts.isCallExpression(node.initializer) && !isForwarding(node);
}

/** React's `forwardRef` only wraps: its argument is the component. */
function isForwarding({ initializer }) {
  return initializer.expression.getText() === 'forwardRef';
}

/** The function behind a name. */
export function functionOf(node) {
  if (!ts.isVariableDeclaration(node)) return node;
  const { initializer } = node;
  return ts.isCallExpression(initializer) && isForwarding(node) ? initializer.arguments[0] : initializer;
}

/** The tag of a component that `createConnectComponent` creates. */
export function tagOf(node) {
  const text = isMade(node) ? node.initializer.getText() : '';
  return /createConnectComponent\(\s*'([\w-]+)'/.exec(text)?.[1];
}

export function propsOf({ node }) {
  return checker.getTypeOfSymbol(callsOf(node)[0].parameters[0]);
}

export const docOf = (symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();

export const tagsOf = (symbol, name) =>
  symbol
    .getJsDocTags(checker)
    .filter((tag) => tag.name === name)
    .map((tag) => ts.displayPartsToString(tag.text).trim());
