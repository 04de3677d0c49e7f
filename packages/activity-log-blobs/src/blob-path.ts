/**
 * What the name of an exported blob says:
 * `resourceId=/SUBSCRIPTIONS/{id}/y=YYYY/m=MM/d=DD/h=HH/m=00/PT1H.json`. The words come in any case, ids in any case.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/essentials/activity-log#send-to-azure-storage
 */
export interface BlobPath {
  /** Lower-case. */
  readonly subscriptionId: string;
  /**
   * Start of the hour in which Azure received the blob's events, milliseconds since 1970 UTC; the start of the day where the name has none,
   * undefined where it has no date.
   */
  readonly hourMilliseconds: number | undefined;
}

const subscriptionPattern = /^resourceid=\/subscriptions\/([^/]+)\//i;
const datePattern = /^y=(\d{4})\/m=(\d{2})\/d=(\d{2})\/(?:h=([01]\d|2[0-3])\/)?/i;

/** @returns undefined when the path names no subscription */
export function parseBlobPath(path: string): BlobPath | undefined {
  const subscription = subscriptionPattern.exec(path);
  if (subscription?.[1] === undefined) return undefined;
  return { subscriptionId: subscription[1].toLowerCase(), hourMilliseconds: parseHour(path.slice(subscription[0].length)) };
}

function parseHour(text: string): number | undefined {
  const date = datePattern.exec(text);
  if (date === null) return undefined;
  const [, year, month, day, hour = '00'] = date;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** The name that Azure Monitor gives to the blob of an hour. */
export function formatBlobPath(subscriptionId: string, hourMilliseconds: number): string {
  return `resourceId=/SUBSCRIPTIONS/${subscriptionId.toUpperCase()}/${formatHourFolder(hourMilliseconds)}m=00/PT1H.json`;
}

/** `y=YYYY/m=MM/d=DD/`: the folder of a UTC day below a subscription's. */
export function formatDayFolder(milliseconds: number): string {
  const [year, month, day] = new Date(milliseconds).toISOString().slice(0, 10).split('-');
  return `y=${year}/m=${month}/d=${day}/`;
}

/** `y=YYYY/m=MM/d=DD/h=HH/`: the folder of a UTC hour below a subscription's. */
export function formatHourFolder(milliseconds: number): string {
  return `${formatDayFolder(milliseconds)}h=${new Date(milliseconds).toISOString().slice(11, 13)}/`;
}
