import ts from 'typescript';
import { byName, checker, docOf, homes, propsOf, tagsOf } from './readApi.mjs';
import { labelOf, typeOf } from './writeType.mjs';

/** The rows of a type's table: its own members, and those inherited from our types or Stripe's. */
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
      // Stripe's props are mapped from its setters, so they have no declarations.
      isStripes: !member.declarations,
    }));

/**
 * Members from one file keep their order in the file. The compiler's own order of inherited members depends on lines in
 * other files, so a page would be out of date although nothing in it had changed.
 */
function byPlace(one, other) {
  const [a, b] = [one, other].map(({ declarations: [node] = [] }) => node);
  if (!a || !b) return Number(!a) - Number(!b);
  const [file, otherFile] = [a, b].map((node) => node.getSourceFile().fileName);
  return file === otherFile ? a.pos - b.pos : file < otherFile ? -1 : 1;
}

/** Members of React, Node and the browser are not listed. */
const isForeign = ({ declarations = [] }) =>
  declarations.length > 0 &&
  declarations.every((node) => /\/node_modules\/(@types|typescript)\//.test(node.getSourceFile().fileName));

/** A member such as `connectInstance?: undefined` must not be given. */
const isExcluded = (member) => checker.getTypeOfSymbol(member).flags === ts.TypeFlags.Undefined;

/** `ButtonHTMLAttributes` among the omitted members means that the attributes of a button are accepted too. */
export function elementOf(type) {
  const parents = checker
    .getPropertiesOfType(type)
    .flatMap(({ declarations = [] }) => declarations.map(({ parent }) => parent.name?.text ?? ''));
  const [element] = parents.flatMap((name) => /^(\w+)HTMLAttributes$/.exec(name)?.[1] ?? []);
  return element?.toLowerCase();
}

/** The props of every component made by `createConnectComponent`, listed once and not under each. */
export const everyConnect = [...homes.values()]
  .filter(({ kind }) => kind === 'Connect component')
  .map((item) => membersOf(propsOf(item)))
  .reduce((common, rows) => common.filter(({ name }) => rows.some((row) => row.name === name)));

const everyWidget = membersOf(checker.getDeclaredTypeOfSymbol(byName.get('WidgetProps').symbol));

/** The props that only this component has. */
export function ownProps(item) {
  const common = item.kind === 'Connect component' ? everyConnect : [...everyConnect, ...everyWidget];
  return membersOf(propsOf(item)).filter(({ name }) => !common.some((row) => row.name === name));
}

/** Whether any prop is accepted, because the installed connect-js does not know the tag. */
export const isOpen = (item) =>
  checker.getIndexInfosOfType(propsOf(item)).some(({ keyType }) => keyType.flags & ts.TypeFlags.String);

/** The public component inside a widget's frame. */
export const framed = ({ node }) =>
  node.initializer.arguments.map((given) => byName.get(given.getText())).find(Boolean);
