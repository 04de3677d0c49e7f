import type { IamStatement } from '../../building-blocks/iam-policy';

export interface JobStatementsProps {
  readonly streamArn: string;
  readonly keyArns: readonly string[];
  readonly region: string;
  /** Of the metrics that the job publishes: our own and Glue's. */
  readonly namespaces: readonly string[];
}

/** What the job may do beyond its buckets and its logs: read the one stream, use the keys, publish metrics. */
export function jobStatements({ streamArn, keyArns, region, namespaces }: JobStatementsProps): readonly IamStatement[] {
  return [
    {
      actions: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      resources: [streamArn],
    },
    // Encrypt: job bookmarks are encrypted by the run itself, before they leave it.
    { actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], resources: keyArns },
    {
      sid: 'PublishMetrics',
      actions: ['cloudwatch:PutMetricData'],
      resources: '*',
      conditions: { StringEquals: { 'cloudwatch:namespace': namespaces } },
    },
    {
      sid: 'ReadSecurityConfiguration',
      actions: ['glue:GetSecurityConfiguration'],
      resources: '*',
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    },
  ];
}
