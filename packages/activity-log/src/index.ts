export type { ActivityLogRecord, JsonObject } from './activity-log-record';
export { type ReadOutcome, readRecord } from './read-record';
export type { RefusalReason } from './refusal-reason';
