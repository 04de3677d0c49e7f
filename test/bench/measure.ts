export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError('The median of nothing.');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

export interface Contenders {
  readonly value: () => number | Promise<number>;
  readonly reference: () => number | Promise<number>;
}

/**
 * Medians of two measurements that take turns, so that a machine that slows down in the middle slows both.
 * The first turn of each warms up and does not count.
 */
export async function measureInTurns(rounds: number, { value, reference }: Contenders): Promise<{ value: number; reference: number }> {
  const values: number[] = [];
  const references: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const valueNow = await value();
    const referenceNow = await reference();
    if (round === 0) continue;
    values.push(valueNow);
    references.push(referenceNow);
  }
  return { value: median(values), reference: median(references) };
}
