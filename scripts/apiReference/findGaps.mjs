import { relative } from 'node:path';
import { docOf, homes, root, tagsOf } from './readApi.mjs';

/** Finds public exports without a description, and those that are called or rendered without an example. */
export const findGaps = () =>
  [...homes.values()].flatMap(({ name, kind, symbol, node, entry }) => {
    const needsExample = kind !== 'Type' && kind !== 'Constant';
    const gaps = [
      !docOf(symbol) && 'a description',
      needsExample && !tagsOf(symbol, 'example').length && 'an @example',
    ].filter(Boolean);
    const where = relative(root, node.getSourceFile().fileName);
    return gaps.length ? [`\`${name}\` of ${entry.specifier} lacks ${gaps.join(' and ')} (${where}).`] : [];
  });
