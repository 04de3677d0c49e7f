import { accessKeyColumns, type ColumnName, type ColumnType } from '@audit-bridge/access-key-records';
import { quoted } from './statements';

const nothing: Readonly<Record<ColumnType, string>> = {
  boolean: 'bool(null)',
  datetime: 'datetime(null)',
  real: 'real(null)',
  string: '""',
};

/** Every record has these. `loggedDate` has another name there, and no query reads it. */
const neverMissing: ReadonlySet<string> = new Set<ColumnName>([
  'TimeGenerated',
  'loggedDate',
  'RecordType_s',
  'RunId_s',
  'AttemptId_s',
  'account_number_s',
]);

/** Makes the columns that the table lacks. */
export const everyColumn = `extend ${Object.entries(accessKeyColumns)
  .filter(([name]) => !neverMissing.has(name))
  .map(([name, { type }]) => `${name} = column_ifexists(${quoted(name)}, ${nothing[type]})`)
  .join(',\n    ')}`;
