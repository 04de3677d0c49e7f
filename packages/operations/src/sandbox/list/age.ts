import { readDuration } from '../../date-range/read-moment';

const dayMilliseconds = 86_400_000;

/** What `--older-than` was given, like `7d`. @returns milliseconds. @throws {DateRangeError} */
export const readAge = (text: string): number => readDuration('--older-than', text);

/** For yargs: whether `--older-than` was understood, or not given. @throws {DateRangeError} */
export const isAge = (text: string | undefined): boolean => text === undefined || readAge(text) > 0;

export const ageDays = (madeAt: Date, now: number): number => (now - madeAt.getTime()) / dayMilliseconds;
