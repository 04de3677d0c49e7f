import type { QueryOptions } from '../access-key-query';
import type { AlertQuery } from './alert-query';
import { droppedRows } from './dropped-rows';
import { missingSnapshot, type Silence } from './missing-snapshot';
import { oldKeys } from './old-keys';

/** `dropped-rows` makes sense only where a data collection rule exists, and logs its errors. */
export const alertQueries = (options: QueryOptions & Silence): readonly AlertQuery[] => [
  oldKeys(options),
  missingSnapshot(options),
  droppedRows(options),
];
