/** One figure against what it is measured by, in the same run on the same machine. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is compared with, in the same unit: the work that nobody can avoid, or a limit. */
  readonly reference: number;
  readonly ratio: number;
  /** What the ratio must be, such as `<= 1.2`. */
  readonly target: string;
  readonly holds: boolean;
}

export interface Target {
  readonly comparison: '<=' | '>=';
  readonly ratio: number;
}

export function benchRow(name: string, unit: string, value: number, reference: number, { comparison, ratio: wanted }: Target): BenchRow {
  const ratio = value / reference;
  return {
    name,
    value: rounded(value),
    unit,
    reference: rounded(reference),
    ratio: rounded(ratio),
    target: `${comparison} ${wanted}`,
    holds: comparison === '<=' ? ratio <= wanted : ratio >= wanted,
  };
}

/** A figure against a fixed limit. */
export function limitRow(name: string, unit: string, value: number, limit: number): BenchRow {
  return benchRow(name, unit, value, limit, { comparison: '<=', ratio: 1 });
}

/** Three significant places: what a measurement of this kind can say. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
