import { logType } from '@audit-bridge/access-key-records';
import { type AccessKeysSettings, type AzureCloud, azureClouds } from '@audit-bridge/config';
import type { ReportDestination } from './report-destination';

export interface DataCollectorProps {
  readonly transport: Extract<AccessKeysSettings['transport'], { kind: 'data-collector' }>;
  /** The workspace's GUID. */
  readonly customerId: string;
  readonly cloud: AzureCloud;
  readonly tableName: string;
}

/**
 * The HTTP Data Collector API needs nothing of ours in Azure: no rule, no identity, and no table. It makes the table with the first rows, and each
 * column with its first value; its rows are kept as long as the workspace says.
 */
export function dataCollectorDestination({ transport, customerId, cloud, tableName }: DataCollectorProps): ReportDestination {
  return {
    kind: 'data-collector',
    endpoint: `https://${customerId}${azureClouds[cloud].dataCollectorSuffix}`,
    workspaceId: customerId,
    logType: logType(tableName),
    secretArn: transport.secretArn,
    secretKmsKeyArn: transport.secretKmsKeyArn,
  };
}
