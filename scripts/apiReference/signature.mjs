import ts from 'typescript';
import { callsOf, checker, functionOf, homes, isMade, resolved, tagOf } from './readApi.mjs';
import { framed, ownProps } from './members.mjs';
import { hides, oneLine, show, write } from './writeType.mjs';

/** An export as short TypeScript. `…` stands for what a table lists. */
export function signatureOf(item) {
  const { name, node, kind } = item;
  const generic = `${name}${typeParameters(node)}`;
  if (ts.isInterfaceDeclaration(node)) return `interface ${generic}${heritage(node)} { … }`;
  if (ts.isTypeAliasDeclaration(node)) return `type ${generic} = ${aliased(node)};`;
  if (kind === 'Class') {
    const made = node.members.find(ts.isConstructorDeclaration);
    return `class ${generic}${heritage(node)} { constructor(${parameters(made, 'options')}); }`;
  }
  if (isMade(node)) return `const ${name}: ComponentType<${madeProps(item)}>;`;
  if (kind === 'Constant') return `const ${name}: ${show(checker.getTypeAtLocation(node))};`;
  const made = functionOf(node);
  const isComponent = kind === 'Component';
  const returned = made.type ? oneLine(write(made.type)) : show(callsOf(node)[0].getReturnType());
  // A forwarded ref is described in the component's own text.
  const taken = isComponent
    ? parameters({ parameters: made.parameters.slice(0, 1) }, 'props')
    : parameters(made, 'options');
  return `function ${name}${typeParameters(made)}(${taken}): ${isComponent ? 'ReactNode' : returned};`;
}

const typeParameters = ({ typeParameters: given }) =>
  given ? `<${given.map((parameter) => parameter.getText()).join(', ')}>` : '';

function heritage({ heritageClauses = [] }) {
  const parents = heritageClauses.flatMap(({ types }) => types.filter((type) => !hides(type)));
  return parents.length ? ` extends ${parents.map((type) => type.getText()).join(', ')}` : '';
}

const parameters = (made, nameless) =>
  made.parameters
    .map((parameter) => {
      const { name, questionToken, initializer, type } = parameter;
      const label = ts.isIdentifier(name) ? name.text : nameless;
      const text = type ? oneLine(write(type)) : show(checker.getTypeAtLocation(parameter));
      return `${label}${questionToken || initializer ? '?' : ''}: ${text}`;
    })
    .join(', ');

function aliased(node) {
  if (isTabled(node)) return '{ … }';
  const literals = literalsOf(node);
  if (!literals) return write(node.type);
  const first = literals.slice(0, 3).map((one) => `'${one}'`);
  return [...first, ...(literals.length > first.length ? ['…'] : [])].join(' | ');
}

function madeProps(item) {
  if (item.kind !== 'Connect component') {
    const inner = framed(item);
    return `WidgetProps${inner ? ` & ComponentProps<typeof ${inner.name}>` : ''}`;
  }
  const own = ownProps(item).filter(({ isStripes }) => !isStripes);
  const more = own.map(({ label, type }) => `${label}: ${type}`).join('; ');
  return `ConnectComponentProps<'${tagOf(item.node)}'>${more ? ` & { ${more} }` : ''}`;
}

/** Whether a table lists the type's members: for interfaces, and for types that use names without an export. */
export const isTabled = (node) =>
  ts.isInterfaceDeclaration(node) ||
  (ts.isTypeAliasDeclaration(node) &&
    hides(node.type) &&
    (ts.isIntersectionTypeNode(node.type) ? [...node.type.types] : [node.type]).every(
      ts.isTypeReferenceNode,
    ));

/** The strings of a computed union, which the source does not show. */
export function literalsOf({ type }) {
  if (!type || !(ts.isIndexedAccessTypeNode(type) || ts.isTypeOperatorNode(type))) return undefined;
  const union = checker.getTypeFromTypeNode(type);
  return union.isUnion() ? union.types.map(({ value }) => value).sort((a, b) => (a < b ? -1 : 1)) : undefined;
}

export const parametersOf = ({ node }) => functionOf(node).parameters ?? [];

/** The public interfaces of props or options that a parameter accepts: one, or one of several. */
export function optionsIn(type) {
  if (!type || !ts.isTypeReferenceNode(type)) return [];
  const item = homes.get(resolved(checker.getSymbolAtLocation(type.typeName)));
  if (!item || !/(Props|Options)$/.test(item.name)) return [];
  if (ts.isInterfaceDeclaration(item.node)) return [item];
  return ts.isUnionTypeNode(item.node.type) ? item.node.type.types.flatMap(optionsIn) : [];
}
