/**
 * The subscription whose records Azure Monitor writes to a blob, lower-case.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log#send-to-azure-storage
 */
export function subscriptionOfPath(path: string): string | undefined {
  return /^resourceId=\/SUBSCRIPTIONS\/([^/]+)\//i.exec(path)?.[1]?.toLowerCase();
}
