import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BUNDLES, measureSize } from '../../bench/measureSize.mjs';

/**
 * Bytes, minified and gzipped: the last measured sizes plus a small margin. The first three exceed their targets
 * (`docs/decisions/0009-size.md`). These limits keep them from growing unnoticed.
 */
const LIMITS: Record<string, number> = {
  'size.connect': 14_315,
  'size.financial_connections': 9_160,
  'size.all': 23_455,
};

describe('the bundle size', () => {
  it.each(Object.entries(LIMITS))('of %s is at most %i bytes', async (name, limit) => {
    const { bytes } = await measureSize(BUNDLES[name as keyof typeof BUNDLES].code);
    expect(bytes).toBeLessThanOrEqual(limit);
  });

  it('of the script-tag build is at most 35 kB', () => {
    const script = readFileSync(new URL('../../dist/embed.js', import.meta.url));
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(35_000);
  });

  it('of one component includes no other component, no bank accounts and no development code', async () => {
    const { text } = await measureSize(BUNDLES['size.connect'].code);
    expect(text).not.toMatch(/disputes-list|LinkAccountsButton|Link a bank|Did you mean|createSandbox/);
  });
});
