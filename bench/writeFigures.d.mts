export interface Figure {
  value: number;
  peer: number | null;
  unit: string;
}

export function readmeWithFigures(
  results: Record<string, Figure>,
  rows: Record<string, { what: string }>,
): Promise<string>;
export function writeFigures(
  results: Record<string, Figure>,
  rows: Record<string, { what: string }>,
): Promise<void>;
