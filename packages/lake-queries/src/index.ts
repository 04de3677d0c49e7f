export { deduplicatedSelectSql, deduplicatedViewSql } from './deduplicated-view';
export { duckDbMacros } from './duckdb-macros';
export { lakeColumns } from './lake-columns';
export { lakeQueries } from './lake-queries';
export type { LakeQuery, LakeTables } from './lake-query';
export { lastWeek, type Period } from './period';
export { deduplicatedViewName, lakeTableName } from './table-names';
