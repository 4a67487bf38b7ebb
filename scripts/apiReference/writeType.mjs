import { join } from 'node:path';
import ts from 'typescript';
import { checker, homes, resolved, root } from './readApi.mjs';

const FLAGS =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType;

/** A type as the compiler prints it. The question mark after a name marks an optional type. */
export function show(type) {
  const text = checker.typeToString(type, undefined, FLAGS);
  return type.isUnion() ? whereGiven(text) : text;
}

/** The type without `undefined`, which the question mark after the name already says. */
const whereGiven = (text) =>
  text
    .replace(/^undefined \| | \| undefined$/g, '')
    .replace(/(\?: [^;{}]*) \| undefined(?=;| })/g, '$1')
    .replace(/\{ \[(\w+) in keyof (\w+)\]\?: \2\[\1\] \}/g, 'Partial<$2>')
    .replace(/^\(((?:[^()]|\([^()]*\))*)\)$/, '$1');

/**
 * A type as its author wrote it, including comments. Names that the library does not export are replaced by what they
 * stand for.
 */
export function write(node, given = new Map()) {
  const source = node.getSourceFile().text;
  let written = '';
  let at = node.getFullStart();
  const visit = (child) => {
    const text = standIn(child, given, child === node);
    if (text === undefined) {
      ts.forEachChild(child, visit);
      return;
    }
    written += source.slice(at, child.getStart()) + text;
    at = child.end;
  };
  visit(node);
  return (written + source.slice(at, node.end)).trim();
}

function standIn(node, given, isWhole) {
  const isKeyOfValue = ts.isTypeOperatorNode(node) && ts.isTypeQueryNode(node.type);
  if (ts.isIndexedAccessTypeNode(node) || isKeyOfValue) {
    const type = checker.getTypeFromTypeNode(node);
    return type.flags & ts.TypeFlags.IndexedAccess ? undefined : show(type);
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  if (given.has(node.getText())) return given.get(node.getText());
  const hidden = hiddenBehind(node);
  const alias = hidden?.declarations.find(ts.isTypeAliasDeclaration);
  if (alias) {
    const values = node.typeArguments?.map((argument) => write(argument, given));
    const text = write(
      alias.type,
      new Map(alias.typeParameters?.map(({ name }, at) => [name.text, values[at]])),
    );
    const isLoose = ts.isFunctionTypeNode(alias.type) || ts.isUnionTypeNode(alias.type);
    const fits = isWhole || (ts.isUnionTypeNode(alias.type) && ts.isUnionTypeNode(node.parent));
    return isLoose && !fits ? `(${text})` : text;
  }
  return hidden || node.typeArguments?.some(hiddenBehind)
    ? literal(checker.getTypeFromTypeNode(node))
    : undefined;
}

const literal = (type) => {
  const members = checker.getPropertiesOfType(type).map((member) => `${labelOf(member)}: ${typeOf(member)}`);
  return `{ ${members.join('; ')} }`;
};

/** The declaration behind a reference that no entry point exports. */
function hiddenBehind(node) {
  if (!ts.isTypeReferenceNode(node) && !ts.isExpressionWithTypeArguments(node)) return undefined;
  const symbol = resolved(checker.getSymbolAtLocation(node.typeName ?? node.expression));
  const isType = symbol && symbol.flags & (ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Interface);
  return isType && isOurs(symbol) && !homes.has(symbol) ? symbol : undefined;
}

const isOurs = ({ declarations }) =>
  declarations.some((node) => node.getSourceFile().fileName.startsWith(join(root, 'src')));

/** Whether a type names anything that no entry point exports. */
export const hides = (node) =>
  Boolean(hiddenBehind(node) ?? ts.forEachChild(node, (child) => hides(child) || undefined));

export const labelOf = ({ name, flags }) => `${name}${flags & ts.SymbolFlags.Optional ? '?' : ''}`;

/** A member's type. For a mapped type, the compiler's text, because it has no source of its own. */
export function typeOf(member) {
  const declared = member.declarations?.find(({ type }) => type);
  if (!declared) return oneLine(show(checker.getTypeOfSymbol(member)));
  if (!ts.isMethodSignature(declared)) {
    const text = oneLine(write(declared.type));
    return declared.questionToken ? whereGiven(text) : text;
  }
  const parameters = declared.parameters.map((parameter) => oneLine(write(parameter)));
  return `(${parameters.join(', ')}) => ${oneLine(write(declared.type))}`;
}

export const oneLine = (text) =>
  text
    .replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replaceAll('( ', '(')
    .replace(/,? \)/g, ')')
    .replaceAll('; }', ' }')
    .replace(/(^|[{<=:(]) ?\| /g, '$1 ')
    .trim();
