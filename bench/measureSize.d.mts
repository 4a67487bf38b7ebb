export const BUNDLES: Record<
  'size.connect' | 'size.financial_connections' | 'size.all',
  { code: string; target: number }
>;

export function measureSize(
  code: string,
): Promise<{ bytes: number; text: string; modules: Array<[name: string, length: number]> }>;
