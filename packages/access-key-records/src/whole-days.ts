const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Days that have passed whole; 0 where a clock is behind IAM's. */
export const wholeDays = (from: number, to: number) => Math.max(0, Math.floor((to - from) / millisecondsPerDay));
