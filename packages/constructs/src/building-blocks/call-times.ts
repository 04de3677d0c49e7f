import type { ReportSchedule } from '@audit-bridge/config';

/** When a function is called. */
export interface CallTimes {
  /** In UTC: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
  readonly expression: string;
  /** From one call to the next. */
  readonly intervalMinutes: number;
}

export function everyMinutes(minutes: number): CallTimes {
  return { expression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`, intervalMinutes: minutes };
}

/** Some times a day, at the same hours of each day: a deploy does not move them. */
export function atHours({ everyHours, at }: ReportSchedule): CallTimes {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const hours = Array.from({ length: 24 / everyHours }, (_, index) => (hour + index * everyHours) % 24).sort((a, b) => a - b);
  return { expression: `cron(${minute} ${hours.join(',')} * * ? *)`, intervalMinutes: everyHours * 60 };
}
