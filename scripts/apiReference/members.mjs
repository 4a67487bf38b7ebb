import ts from 'typescript';
import { byName, checker, docOf, homes, propsOf, tagsOf } from './readApi.mjs';
import { labelOf, typeOf } from './writeType.mjs';

/** The rows of a type's table: its own members and those that it inherits from ours or Stripe's. */
export const membersOf = (type) =>
  checker
    .getPropertiesOfType(type)
    .filter((member) => !isForeign(member) && !isExcluded(member))
    .sort(byPlace)
    .map((member) => ({
      name: member.name,
      label: labelOf(member),
      type: typeOf(member),
      initial: tagsOf(member, 'default').join(' '),
      text: docOf(member),
      // Stripe's props are mapped from its setters, and so declared nowhere.
      isStripes: !member.declarations,
    }));

/**
 * Members of one file stand as they are written there. The compiler's own order of inherited ones changes with lines
 * elsewhere, and a page would be out of date though nothing in it had changed.
 */
function byPlace(one, other) {
  const [a, b] = [one, other].map(({ declarations: [node] = [] }) => node);
  if (!a || !b) return Number(!a) - Number(!b);
  const [file, otherFile] = [a, b].map((node) => node.getSourceFile().fileName);
  return file === otherFile ? a.pos - b.pos : file < otherFile ? -1 : 1;
}

/** React's, Node's and the browser's own are not told again. */
const isForeign = ({ declarations = [] }) =>
  declarations.length > 0 &&
  declarations.every((node) => /\/node_modules\/(@types|typescript)\//.test(node.getSourceFile().fileName));

/** `connectInstance?: undefined` says that it must not be there. */
const isExcluded = (member) => checker.getTypeOfSymbol(member).flags === ts.TypeFlags.Undefined;

/** `ButtonHTMLAttributes` among what was left out means that a button's attributes are taken too. */
export function elementOf(type) {
  const parents = checker
    .getPropertiesOfType(type)
    .flatMap(({ declarations = [] }) => declarations.map(({ parent }) => parent.name?.text ?? ''));
  const [element] = parents.flatMap((name) => /^(\w+)HTMLAttributes$/.exec(name)?.[1] ?? []);
  return element?.toLowerCase();
}

/** What every component made by `createConnectComponent` takes: told once, and not under each. */
export const everyConnect = [...homes.values()]
  .filter(({ kind }) => kind === 'Connect component')
  .map((item) => membersOf(propsOf(item)))
  .reduce((common, rows) => common.filter(({ name }) => rows.some((row) => row.name === name)));

const everyWidget = membersOf(checker.getDeclaredTypeOfSymbol(byName.get('WidgetProps').symbol));

/** The props that a made component has of its own. */
export function ownProps(item) {
  const common = item.kind === 'Connect component' ? everyConnect : [...everyConnect, ...everyWidget];
  return membersOf(propsOf(item)).filter(({ name }) => !common.some((row) => row.name === name));
}

/** Whether anything may be given: the installed connect-js does not know the tag. */
export const isOpen = (item) =>
  checker.getIndexInfosOfType(propsOf(item)).some(({ keyType }) => keyType.flags & ts.TypeFlags.String);

/** The public component that a widget puts into its frame. */
export const framed = ({ node }) =>
  node.initializer.arguments.map((given) => byName.get(given.getText())).find(Boolean);
