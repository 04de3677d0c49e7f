/** `7d`, `36h`. @returns days; undefined: it is no such text */
export function daysIn(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([dh])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return unit === 'h' ? Number(count) / 24 : Number(count);
}
