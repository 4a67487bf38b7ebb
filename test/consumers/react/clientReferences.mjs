// Like a bundler for Server Components: of a 'use client' module the server gets only the names.
const DIRECTIVE = /^\s*['"]use client['"]/;

/** For `register`, which Node 26 deprecates, and which is all that Node 20 has. */
export const load = async (url, context, next) => withoutClients(url, await next(url, context));

export function withoutClients(url, loaded) {
  const source = String(loaded.source ?? '');
  if (loaded.format !== 'module' || !DIRECTIVE.test(source)) return loaded;
  if (/^export \*/m.test(source)) throw new Error(`${url}: \`export *\` has no names for a server`);
  const names = [...source.matchAll(/^export \{([^}]*)\}/gm)]
    .flatMap(([, list]) => list.split(','))
    .map((part) => part.trim().split(' as ').pop())
    .filter(Boolean);
  const stubs = names.map((name) => `export const ${name} = client(${JSON.stringify(name)});`);
  return { ...loaded, source: `${CLIENT}\n${stubs.join('\n')}` };
}

const CLIENT = `const client = (name) => Object.assign(
  () => { throw new Error(name + ' is called on the server'); },
  { $$typeof: Symbol.for('react.client.reference') },
);`;
