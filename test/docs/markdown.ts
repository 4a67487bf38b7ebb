import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** The paths of all documentation pages. */
export const pages = (): string[] => [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
];

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A page without its code. */
export const prose = (markdown: string): string =>
  markdown
    .replace(/<!--[^]*?-->/g, '')
    .replace(/^( *)(`{3,}|~{3,})[^]*?^\1\2 *$/gm, '')
    .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, (code) => code.replace(/[[\]()#<>]/g, ' '));

/** The anchors GitHub gives to headings: lower case, hyphens for blanks, and no other signs. */
export function anchors(markdown: string): Set<string> {
  const known = new Set<string>();
  const headings = markdown
    .replace(/^( *)(`{3,}|~{3,})[^]*?^\1\2 *$/gm, '')
    .matchAll(/^#{1,6} +(.+?) *#*$/gm);
  for (const [, heading] of headings) {
    const text = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<[^>]+>/g, '');
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; known.has(anchor); again++) anchor = `${slug}-${again}`;
    known.add(anchor);
  }
  for (const [, id] of markdown.matchAll(/<[^>]+\b(?:id|name)="([^"]+)"/g)) known.add(id!);
  return known;
}
