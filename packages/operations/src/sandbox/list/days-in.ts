import { CommandLineError } from '../../command-line/command-line-error';

/** `7d`, `36h`. @returns days; undefined: it is no such text */
export function daysIn(text: string): number | undefined {
  const [, count, unit] = /^(\d+)([dh])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return unit === 'h' ? Number(count) / 24 : Number(count);
}

/** Whether `--older-than` was understood, or not given. @throws {CommandLineError} */
export function isAge(text: string | undefined): true {
  if (text !== undefined && daysIn(text) === undefined) throw new CommandLineError('--older-than takes days or hours, like 7d or 36h.');
  return true;
}

export const ageDays = (madeAt: Date, now: number): number => (now - madeAt.getTime()) / 86_400_000;
