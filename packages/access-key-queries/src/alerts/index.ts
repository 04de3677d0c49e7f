import type { QueryOptions } from '../access-key-query';
import type { AlertQuery } from './alert-query';
import { type DroppedRowsOptions, droppedRows } from './dropped-rows';
import { missingSnapshot } from './missing-snapshot';
import { oldKeys } from './old-keys';

export interface AlertQueries {
  readonly keysOlderThan: AlertQuery;
  readonly missingSnapshot: AlertQuery;
  /** Only where a data collection rule exists and logs its errors. */
  readonly droppedRows: AlertQuery;
}

export const alertQueries = (options: QueryOptions & DroppedRowsOptions): AlertQueries => ({
  keysOlderThan: oldKeys(options),
  missingSnapshot: missingSnapshot(options),
  droppedRows: droppedRows(options),
});
