export { SampleRecordsOptionsError } from './check-options';
export { generateRecords } from './generate-records';
export type { GeneratedRecord } from './generated-record';
export { hourBlobPath, hourBlobs } from './hour-blobs';
export { type RestSpelling, restSpelling } from './rest-spelling';
export type { RecordShape, SampleRecordsOptions } from './sample-records-options';
export { startTimeBefore } from './start-time-before';
