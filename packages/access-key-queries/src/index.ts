export type { AccessKeyQuery, QueryOptions } from './access-key-query';
export { alertQueries } from './alerts';
export type { AlertQuery } from './alerts/alert-query';
export { savedSearches } from './saved-searches';
export { creationTrend } from './saved-searches/creation-trend';
export { snapshotKeys } from './saved-searches/snapshot-keys';
export { type WorkbookOptions, workbook } from './workbook';
