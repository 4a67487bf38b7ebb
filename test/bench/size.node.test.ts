import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BUNDLES, measureSize } from '../../bench/measureSize.mjs';

/**
 * Bytes, minified and gzipped: what they were when last looked at, and a little. The first three are over their
 * targets (`docs/decisions/0009-size.md`); this keeps them from growing unseen.
 */
const LIMITS: Record<string, number> = {
  'size.connect': 14_435,
  'size.financial_connections': 9_405,
  'size.all': 23_375,
};

describe('what an app bundles of ours', () => {
  it.each(Object.entries(LIMITS))('%s is at most %i bytes', async (name, limit) => {
    const { bytes } = await measureSize(BUNDLES[name as keyof typeof BUNDLES].code);
    expect(bytes).toBeLessThanOrEqual(limit);
  });

  it('the script tag’s build is at most 35 kB', () => {
    const script = readFileSync(new URL('../../dist/embed.js', import.meta.url));
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(35_000);
  });

  it('one component brings no other, no bank accounts, and nothing for development', async () => {
    const { text } = await measureSize(BUNDLES['size.connect'].code);
    expect(text).not.toMatch(/disputes-list|LinkAccountsButton|Link a bank|Did you mean|createSandbox/);
  });
});
