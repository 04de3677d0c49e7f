export type { FailedRecord, FailurePlace } from './failure-place';
