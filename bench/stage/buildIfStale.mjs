import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const BUILT = join(root, 'dist', 'embed.js');

/** `embed.js`, the server and the sandbox's scripts are measured as shipped, so they must be built. */
export function buildIfStale() {
  const newest = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest) return;
  console.log('Building …');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}
