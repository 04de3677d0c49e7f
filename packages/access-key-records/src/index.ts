export { type AccessKey, accessKeyRecord, type KeyLastUse, type RootKey, rootKeyRecord } from './access-key-record';
export { accessKeyColumns, type Column, type ColumnName, type ColumnType } from './columns';
export { maskAccessKeyId, maskAccessKeyIds } from './masked-key-id';
export { type AccessKeyRecord, type ReportRecord, type RunCompletedRecord, rootUserName } from './records';
export { type ExpectedRows, runCompletedRecord } from './run-completed-record';
export type { Snapshot } from './snapshot';
export { type DeclaredColumn, logType, streamColumns, streamName, tableColumns } from './stream';
