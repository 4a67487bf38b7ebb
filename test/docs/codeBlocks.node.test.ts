import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, ROOT } from './markdown.js';

const FENCE = /(?:<!-- (\S+)#(\w+) -->\n\n)?^```\w*\n([^]*?)^```$/gm;

/** The pages whose every block is part of a test. */
const PAGES = ['docs/testing.md', 'docs/onboarding.md'].map((page) => ({
  page,
  blocks: [...read(page).matchAll(FENCE)].map(([, file, region, code]) => ({
    source: file && `${file}#${region}`,
    file: file ?? '',
    region: region ?? '',
    code,
  })),
}));

/** The code between `// #region name` and its end. */
const regionOf = (file: string, name: string) =>
  new RegExp(`^// #region ${name}\\n([^]*?)^// #endregion$`, 'm').exec(read(file))?.[1];

describe.each(PAGES)('$page', ({ blocks }) => {
  it('names the source of every block', () => {
    expect(blocks.length).toBeGreaterThan(3);
    expect(blocks.filter(({ source }) => source === undefined).map(({ code }) => code)).toEqual([]);
  });

  it.each(blocks)('shows $source as it runs', ({ file, region, code }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(code).toBe(regionOf(file, region));
  });

  it('shows every region of those files', () => {
    const shown = new Set(blocks.map(({ source }) => source));
    const marked = [...new Set(blocks.map(({ file }) => file))].flatMap((file) =>
      [...read(file).matchAll(/^\/\/ #region (\w+)$/gm)].map(([, name]) => `${file}#${name}`),
    );
    expect(marked.filter((source) => !shown.has(source))).toEqual([]);
  });
});
