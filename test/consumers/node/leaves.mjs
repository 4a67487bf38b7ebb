// Imports entries and checks what they leave behind. Any output is a complaint.
import { createRequire } from 'node:module';

// Kept in case an entry replaces it.
const { log } = console;
const [way, ...entries] = process.argv.slice(2);
const kindsOfOwner = ['object', 'function'];

/** Each global, and each member of each global, with its descriptor. */
function snapshot() {
  const seen = new Map();
  const read = (owner, name) => {
    for (const key of Reflect.ownKeys(owner)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(owner, key);
      seen.set(`${name}${String(key)}`, [value, get, set]);
    }
  };
  read(globalThis, '');
  for (const key of Reflect.ownKeys(globalThis)) {
    // Node 25 and newer warn when it is read, so an entry that reads it is noticed in any case.
    if (key === 'localStorage') continue;
    const value = globalThis[key];
    if (!value || !kindsOfOwner.includes(typeof value) || value === globalThis) continue;
    read(value, `${String(key)}.`);
    if (typeof value === 'function' && value.prototype) read(value.prototype, `${String(key)}.prototype.`);
  }
  return seen;
}

// Node creates some globals on first access.
snapshot();
const before = snapshot();
const listeners = () =>
  JSON.stringify(process.eventNames().map((name) => [name, process.listenerCount(name)]));
const heard = listeners();

const require = createRequire(import.meta.url);
for (const entry of entries) {
  const loaded = way === 'require' ? require(entry) : await import(entry);
  if (!entry.endsWith('.js') && !Object.keys(loaded).length) log(`${entry} exports nothing`);
}
await new Promise((resolve) => setImmediate(resolve));

const after = snapshot();
const isSame = (a, b) => a && b && a.every((part, at) => Object.is(part, b[at]));
const touched = [...new Set([...before.keys(), ...after.keys()])]
  .filter((name) => !isSame(before.get(name), after.get(name)))
  // Node itself changes these over time.
  .filter((name) => !/^process\.(exitCode|_exiting)$|^performance\./.test(name));
if (touched.length) log(`touches ${touched.join(', ')}`);
if (listeners() !== heard) log(`listens on process: ${listeners()}`);
// These belong to Node, which closes module files in the background, not to an entry.
const open = process
  .getActiveResourcesInfo()
  .filter((name) => !/^(CloseReq|Immediate|PipeWrap|TTYWrap)$/.test(name));
if (open.length) log(`keeps open ${open.join(', ')}`);

// Measured from here, so that a slow machine does not look like an open handle.
const done = performance.now();
process.on('exit', () => {
  const held = performance.now() - done;
  if (held > 1_500) log(`holds the process for ${Math.round(held)} ms`);
});
