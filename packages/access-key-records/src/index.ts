export { accessKeyColumns, type Column, type ColumnName, type ColumnType } from './columns';
export { type AccessKeyRecord, type ReportRecord, type RunCompletedRecord, rootUserName } from './records';
export { type DeclaredColumn, logType, streamColumns, streamName, tableColumns } from './stream';
