import type { SeededRandom } from './seeded-random';

/** How busy each hour of the day (UTC) is, in percent of the busiest one: people work in the day, backups run at night. */
const hourlyPercent = [22, 30, 28, 14, 10, 12, 25, 55, 85, 100, 98, 92, 70, 88, 95, 90, 80, 60, 38, 30, 26, 24, 20, 20];
const meanPercent = hourlyPercent.reduce((sum, percent) => sum + percent, 0) / hourlyPercent.length;

/**
 * Milliseconds until the next call. Uniform gaps around the mean of the hour: a logarithm would make them truer,
 * but engines round it differently, and then a seed would no longer mean the same bytes everywhere.
 */
export function gapMilliseconds(atMilliseconds: number, meanGapMilliseconds: number, random: SeededRandom): number {
  const percent = hourlyPercent[Math.floor(atMilliseconds / 3_600_000) % 24] as number;
  return (random.below(2001) / 1000) * meanGapMilliseconds * (meanPercent / percent);
}

/** How long Azure takes to hand a record to its exports: minutes mostly, now and then hours, so that an hour's blob holds events of others. */
export function lagMilliseconds(random: SeededRandom): number {
  if (random.chance(0.002)) return random.between(20 * 60_000, 5 * 3_600_000);
  return random.between(10_000, random.chance(0.1) ? 15 * 60_000 : 4 * 60_000);
}
