export { DamagedFailedRecordsError, FailurePlaceError } from './errors';
export { failedRecordsKey, readFailedRecords, writeFailedRecords } from './failed-records-object';
export { type FailedRecordsPointer, failedRecordsPointer, readFailedRecordsPointer } from './failed-records-pointer';
export type { FailedRecord, FailurePlace } from './failure-place';
export { fetchFailedRecords } from './fetch-failed-records';
export { isRedriveRequest, type RedriveReport, type RedriveRequest } from './redrive';
export { S3FailurePlace, type S3FailurePlaceSettings } from './s3-failure-place';
