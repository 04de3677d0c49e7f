import { streamName } from '@audit-bridge/access-key-records';
import type { QueryOptions } from '../access-key-query';
import { quoted, statements } from '../statements';
import { tableOrNothing } from '../table-or-nothing';
import type { AlertQuery } from './alert-query';

/** Those that the query reads. The table is made with the first error that any rule of the workspace logs. */
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  ...['InputStreamId', 'Message', 'OperationName'].map(name => ({ name, type: 'string' })),
];

/** Wider than the rule's frequency: an error that comes too late for one evaluation is seen by the next. */
const windowHours = 3;

/**
 * Azure Monitor accepts a request before it looks at the rows, and tells here of what it dropped afterwards; a repeated error is muted for the rest
 * of its hour, so the number is a lower bound: https://learn.microsoft.com/azure/azure-monitor/reference/tables/dcrlogerrors
 *
 * Other rules may log into the same workspace: the stream is the table's own.
 */
export const droppedRows = ({ tableName }: QueryOptions): AlertQuery => ({
  name: 'dropped-rows',
  title: 'Azure Monitor refused or dropped rows of access keys',
  description:
    'The data collection rule logged errors: the snapshot stays incomplete, and the one before it goes on answering. Read the messages in DCRLogErrors, mend the rule or the table, then start the report again.',
  kusto: statements(
    tableOrNothing('DCRLogErrors', columns),
    `| where TimeGenerated > ago(${windowHours}h)`,
    `| where InputStreamId =~ ${quoted(streamName(tableName))}`,
    '| summarize Errors = count(), LatestError = max(TimeGenerated), Example = take_any(Message) by Operation = OperationName',
  ),
  dimensions: [],
});
