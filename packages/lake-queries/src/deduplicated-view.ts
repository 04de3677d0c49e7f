import { lakeColumns } from './lake-columns';
import type { LakeTables } from './lake-query';

/**
 * Each event once: one row per `metadata.uid` and hash of the record's own bytes. Two records that share an id and differ both stay: published ones do.
 *
 * Everything that the rows are split by comes from the bytes, so that a condition on a partition or on `time` reaches the table below: an engine
 * pushes it past a window only when the window is split by that column. Of two mappings of one record, by two OCSF versions, the newer one stays.
 * The columns stand by name: a view over `*` becomes stale when the table gains one.
 */
export function deduplicatedSelectSql({ azure }: Pick<LakeTables, 'azure'>): string {
  const columns = lakeColumns.join(', ');
  return `SELECT ${columns}
FROM (
  SELECT ${columns}, row_number() OVER (
    PARTITION BY region, accountid, eventday, time, metadata.uid, element_at(unmapped, 'record_sha256')
    ORDER BY metadata.version DESC
  ) AS copy
  FROM ${azure}
) AS copies
WHERE copy = 1`;
}

/** The statement that makes the view `tables.azureDeduplicated`. */
export function deduplicatedViewSql(tables: Pick<LakeTables, 'azure' | 'azureDeduplicated'>): string {
  return `CREATE OR REPLACE VIEW ${tables.azureDeduplicated} AS\n${deduplicatedSelectSql(tables)}`;
}
