export const BUNDLES: Record<
  'size.connect' | 'size.financial_connections' | 'size.all',
  { code: string; target: number }
>;

export function measureSize(
  code: string,
  external?: RegExp[],
): Promise<{ bytes: number; text: string; modules: Array<[name: string, length: number]> }>;
