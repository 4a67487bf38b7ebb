import { inspect } from 'node:util';

/** What belongs to the page or to React itself, and would lead everywhere. */
const isDoor = (value: object) => value === globalThis || value === process || value instanceof Window;

/**
 * Looks for marked strings in everything that can be reached from some values: properties of any kind, maps, sets,
 * nodes and their React internals. What only a closure holds cannot be reached, nor could a devtools extension,
 * persister or error reporter reach it.
 */
export function searchFor(marks: readonly string[], roots: Record<string, unknown>): string[] {
  const found: string[] = [];
  const seen = new Set<object>();
  const isMarked = (text: string) => marks.some((mark) => text.includes(mark));
  const queue: Array<readonly [path: string, value: unknown]> = Object.entries(roots);

  for (let next = queue.pop(); next; next = queue.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && isMarked(value)) found.push(path);
    if ((typeof value !== 'object' && typeof value !== 'function') || !value || seen.has(value)) continue;
    if (isDoor(value)) continue;
    seen.add(value);
    if (value instanceof Node) {
      if (value instanceof Element) queue.push([`${path}.outerHTML`, value.outerHTML]);
      const { shadowRoot } = value as Element;
      if (shadowRoot) queue.push([`${path}.shadowRoot`, shadowRoot.innerHTML]);
      value.childNodes.forEach((child, at) => queue.push([`${path}/${at}`, child]));
    }
    if (value instanceof Map || value instanceof Set) queue.push([`${path}.entries`, [...value]]);
    if (value instanceof Error) queue.push([`${path} (inspected)`, printed(value)]);
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      // jsdom's internals are stored under a symbol and lead to the whole window.
      const isInside = typeof key === 'symbol' && key.description === 'impl';
      if (isMarked(String(key))) found.push(`${path}: a key`);
      if (property && 'value' in property && !isInside)
        queue.push([`${path}.${String(key)}`, property.value]);
    }
  }
  return found;
}

/** Every form in which a logger may print it. */
function printed(error: Error): string {
  return [
    String(error),
    error.stack,
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    inspect(error, { depth: 12, showHidden: true, getters: true }),
    inspect(error, { depth: 12, customInspect: false }),
  ].join('\n');
}
