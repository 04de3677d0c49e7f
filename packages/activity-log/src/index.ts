export type { ActivityLogRecord, JsonObject } from './activity-log-record';
export { type CutOutcome, cutRecords } from './cut-records';
export { type ReadOutcome, readRecord } from './read-record';
export type { RefusalReason } from './refusal-reason';
