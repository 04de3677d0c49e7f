import type { SecurityLakeSettings } from '@audit-bridge/config';
import columns from './api-activity-columns.json';

export interface ActivityColumn {
  readonly name: string;
  /** In Hive's words: `struct<uid:string,type_id:int>`. */
  readonly type: string;
}

/**
 * The columns of the lake's table, in the order of the files. `api-activity-columns.json` is written from the schema that the job writes with:
 * `glue-scripts/tests/test_table_columns.py` fails when they differ.
 */
export function activityColumns(ocsfVersion: SecurityLakeSettings['job']['ocsfVersion']): readonly ActivityColumn[] {
  return columns[ocsfVersion];
}
