import type { SeededRandom } from './seeded-random';

/** `2026-03-04T05:06:07.1234567Z`: the activity log counts in ticks of 100 ns. */
export function ticksText(milliseconds: number, random: SeededRandom): string {
  return `${new Date(milliseconds).toISOString().slice(0, 23)}${String(10_000 + random.below(10_000)).slice(1)}Z`;
}

/** Microseconds: what the alert and advisor services write. */
export const microsecondsText = (milliseconds: number, random: SeededRandom): string => `${ticksText(milliseconds, random).slice(0, 26)}Z`;

/** `.NET` ticks since the year 1, as they stand at the end of an event's id. */
export const dotNetTicks = (milliseconds: number): string => `${621_355_968_000_000_000n + BigInt(milliseconds) * 10_000n}`;
