/** What goes through an environment in a month. */
export interface Traffic {
  readonly eventsPerMonth: number;
  /** As Azure exports it. */
  readonly recordGigabytes: number;
  /** As CloudTrail Lake or CloudWatch Logs takes it. */
  readonly eventGigabytes: number;
  /** As a stream counts it: each record rounded up to 1 KB. */
  readonly streamGigabytes: number;
  /** As Parquet in the lake. */
  readonly lakeGigabytes: number;
  readonly subscriptions: number;
}

/** Of one event, in bytes. */
export interface EventBytes {
  readonly record: number;
  readonly event: number;
  readonly stream: number;
  readonly lake: number;
}

export const hoursPerMonth = 730;
export const daysPerMonth = hoursPerMonth / 24;
export const minutesPerMonth = hoursPerMonth * 60;

const gigabyte = 1024 ** 3;

/** @param eventsPerDay of all collected subscriptions together */
export function trafficOf(eventsPerDay: number, bytes: EventBytes, subscriptions: number): Traffic {
  const eventsPerMonth = eventsPerDay * daysPerMonth;
  const gigabytes = (bytesPerEvent: number) => (eventsPerMonth * bytesPerEvent) / gigabyte;
  return {
    eventsPerMonth,
    recordGigabytes: gigabytes(bytes.record),
    eventGigabytes: gigabytes(bytes.event),
    streamGigabytes: gigabytes(bytes.stream),
    lakeGigabytes: gigabytes(bytes.lake),
    subscriptions,
  };
}

/** What lies there at any moment when a month's arrivals are kept for some days. */
export const keptGigabytes = (gigabytesPerMonth: number, days: number): number => (gigabytesPerMonth * Math.max(0, days)) / daysPerMonth;
