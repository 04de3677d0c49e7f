import { streamName } from '@audit-bridge/access-key-records';
import { quoted, statements } from '../statements';
import type { AlertQuery } from './alert-query';

export interface DroppedRowsOptions {
  readonly tableName: string;
  /** The data collection rule: other rules may log into the same workspace. @default whichever rule has the table's stream */
  readonly ruleResourceId?: string;
}

const windowHours = 2;

/**
 * Azure Monitor accepts a request before it looks at the rows, and tells here of what it dropped afterwards; a repeated error is muted for the rest
 * of its hour, so the number is a lower bound: https://learn.microsoft.com/azure/azure-monitor/reference/tables/dcrlogerrors
 *
 * An error that comes too late for one evaluation is seen by the next: the window is twice the frequency.
 */
export const droppedRows = ({ tableName, ruleResourceId }: DroppedRowsOptions): AlertQuery => ({
  name: 'dropped-rows',
  title: 'Azure Monitor refused or dropped rows of access keys',
  description: 'The data collection rule logged errors: the snapshot will stay incomplete, and the one before it goes on answering.',
  kusto: statements(
    'DCRLogErrors',
    `| where TimeGenerated > ago(${windowHours}h)`,
    ruleResourceId === undefined
      ? `| where InputStreamId =~ ${quoted(streamName(tableName))}`
      : `| where _ResourceId =~ ${quoted(ruleResourceId)}`,
    '| summarize Errors = count(), LatestError = max(TimeGenerated), Example = take_any(Message) by Operation = OperationName',
  ),
  severity: 1,
  dimensions: [],
  windowMinutes: windowHours * 60,
  frequencyMinutes: (windowHours * 60) / 2,
});
