import { ApiError } from './ApiError.js';

/** A nested form body: strings, and objects without a prototype. A list is an object with the keys `0`, `1`, … */
export type FormTree = { [key: string]: string | FormTree };

const DEEPEST = 12;

const branch = (): FormTree => Object.create(null) as FormTree;

/** Reads `components[payments][enabled]=true&permissions[]=balances` as Stripe does. */
export function decodeForm(body: string): FormTree {
  const root = branch();
  for (const [name, value] of new URLSearchParams(body)) {
    const path = pathOf(name);
    let at = root;
    for (const [depth, key] of path.entries()) {
      const step = key === '' ? String(Object.keys(at).length) : key;
      const there = at[step];
      if (depth === path.length - 1) {
        if (typeof there === 'object') throw invalid(name);
        at[step] = value;
      } else {
        if (typeof there === 'string') throw invalid(name);
        at = at[step] = there ?? branch();
      }
    }
  }
  return root;
}

/** The counterpart of `decodeForm`: writes a body as a Stripe SDK sends it. */
export function encodeForm(value: object): string {
  const form = new URLSearchParams();
  const add = (name: string, part: unknown) => {
    if (part === undefined || part === null) return;
    if (typeof part !== 'object') return form.append(name, String(part));
    for (const [key, inner] of Object.entries(part)) add(name ? `${name}[${key}]` : key, inner);
  };
  add('', value);
  return form.toString();
}

function pathOf(name: string): string[] {
  const [, head = '', tail = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  const path = [head, ...[...tail.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1]!)];
  if (!head || path.length > DEEPEST) throw invalid(name);
  return path;
}

const invalid = (name: string) =>
  new ApiError(400, `Invalid request: the parameter \`${name.slice(0, 80)}\` is malformed.`, {
    param: name.slice(0, 80),
  });
