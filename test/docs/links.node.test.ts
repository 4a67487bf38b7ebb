import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, pages, prose, read, ROOT } from './markdown.js';

const LINKS = [
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^\[[^\]]+\]:\s*(\S+)/gm,
  /\b(?:href|src)="([^"]+)"/g,
];

/** The links of a page within this repository. */
const linksOf = (page: string) =>
  LINKS.flatMap((pattern) => [...prose(read(page)).matchAll(pattern)].map(([, target]) => target!)).filter(
    (target) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target),
  );

/** What is wrong with a link, if anything. */
function problem(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#').map(decodeURIComponent);
  const file = path ? join(ROOT, dirname(page), path) : join(ROOT, page);
  const name = relative(ROOT, file);
  if (name.startsWith('..')) return `${link}: leads out of the repository`;
  if (!existsSync(file)) return `${link}: there is no ${name}`;
  if (anchor === undefined) return undefined;
  if (statSync(file).isDirectory() || !name.endsWith('.md')) return `${link}: no page has anchors there`;
  return anchors(read(name)).has(anchor) ? undefined : `${link}: ${name} has no heading for it`;
}

describe('every link within the repository has a target', () => {
  it.each(pages())('from %s', (page) => {
    expect(linksOf(page).flatMap((link) => problem(page, link) ?? [])).toEqual([]);
  });
});

it('every guide is reachable from the index', () => {
  const reached = new Set(['docs/README.md']);
  for (const page of reached) {
    for (const link of linksOf(page)) {
      const path = join(dirname(page), link.split('#')[0]!);
      if (path.endsWith('.md') && existsSync(join(ROOT, path))) reached.add(path.replaceAll('\\', '/'));
    }
  }
  const guides = pages().filter((page) => /^docs\/(?:endpoint\/)?[^/]+$/.test(page));
  expect(guides.filter((page) => !reached.has(page))).toEqual([]);
});

describe('the link test', () => {
  it.each([
    ['## What it belongs to', 'what-it-belongs-to'],
    ['## `refresh()`', 'refresh'],
    ['### Next.js, App Router', 'nextjs-app-router'],
    ['# A [link](x.md) in it', 'a-link-in-it'],
    ['## Twice\n\n## Twice', 'twice-1'],
  ])('finds the anchor of %j', (markdown, anchor) => {
    expect([...anchors(markdown)]).toContain(anchor);
  });

  it('ignores links in code', () => {
    expect(prose('a `[b](c.md)`\n\n```md\n[d](e.md)\n```\n')).not.toMatch(/\]\(/);
  });
});
