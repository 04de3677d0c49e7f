import type { SeededRandom } from './seeded-random';

/** `2026-03-04T05:06:07.1234567Z`: the activity log counts in ticks of 100 ns. */
export function ticksText(milliseconds: number, random: SeededRandom): string {
  const second = Math.floor(milliseconds / 1000);
  const ofHour = second % 3600;
  const ticks = (milliseconds - second * 1000) * 10_000 + random.below(10_000);
  return `${hourText(second - ofHour)}${twoDigits[Math.floor(ofHour / 60)]}:${twoDigits[ofHour % 60]}.${String(10_000_000 + ticks).slice(1)}Z`;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** `2026-03-04T05:`, kept from one record to the next: `toISOString` takes longer than all the rest of a time. */
function hourText(second: number): string {
  if (second !== lastHour.second) lastHour = { second, text: new Date(second * 1000).toISOString().slice(0, 14) };
  return lastHour.text;
}

let lastHour = { second: Number.NaN, text: '' };

/** Microseconds: what the alert and advisor services write. */
export const microsecondsText = (milliseconds: number, random: SeededRandom): string => `${ticksText(milliseconds, random).slice(0, 26)}Z`;

/** `.NET` ticks since the year 1, as they stand at the end of an event's id. */
export const dotNetTicks = (milliseconds: number): string => `${621_355_968_000_000_000n + BigInt(milliseconds) * 10_000n}`;
