/**
 * Which records a query reads: a condition on TimeGenerated. It must stand in the text itself: without it, Log Analytics would put the time range
 * of whoever asks in its place, a day by default.
 */
export type Period = string;

export const lastDays = (days: number): Period => `TimeGenerated > ago(${days}d)`;

/** A saved search seeks the latest complete snapshot so far back: a month of failed runs still has an answer. */
export const savedSearchPeriod = lastDays(30);

/** A scheduled query rule sees no more: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#log-alerts */
export const alertPeriod = lastDays(2);
