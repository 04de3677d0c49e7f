/** What one unit of something costs. */
export interface UnitPrice {
  /** US dollars, without taxes and discounts. */
  readonly dollars: number;
  /** What one is: `GB`, `hour`, `million requests`. */
  readonly unit: string;
  readonly region: 'us-east-1' | 'East US';
  /** When it was written down here, as an ISO date. */
  readonly readOn: string;
  /** The vendor's page: look there before you sign anything. */
  readonly source: string;
  /** `seen`: found again in price lists that others have recorded. `recalled`: from memory of the vendor's page, and compared with nothing. */
  readonly evidence: 'seen' | 'recalled';
}

const readOn = '2026-11-22';

const aws = (dollars: number, unit: string, page: string, evidence: UnitPrice['evidence']): UnitPrice => ({
  dollars,
  unit,
  region: 'us-east-1',
  readOn,
  source: `https://aws.amazon.com/${page}`,
  evidence,
});

const azure = (dollars: number, unit: string, page: string, evidence: UnitPrice['evidence']): UnitPrice => ({
  dollars,
  unit,
  region: 'East US',
  readOn,
  source: `https://azure.microsoft.com/pricing/details/${page}`,
  evidence,
});

/**
 * Every price of the estimate, and nowhere else. List prices of the first tier in the eastern United States, because those are published most widely; Europe is
 * up to a third dearer. Free allowances of an account are not taken off: somebody else may have used them.
 */
export const unitPrices = {
  kmsKey: aws(1, 'key and month', 'kms/pricing/', 'seen'),
  cloudwatchAlarm: aws(0.1, 'alarm and month', 'cloudwatch/pricing/', 'seen'),
  cloudwatchMetric: aws(0.3, 'metric and month', 'cloudwatch/pricing/', 'seen'),
  cloudwatchDashboard: aws(3, 'dashboard and month', 'cloudwatch/pricing/', 'seen'),
  cloudwatchLogsIngestion: aws(0.5, 'GB', 'cloudwatch/pricing/', 'seen'),
  cloudwatchLogsStorage: aws(0.03, 'GB and month, compressed', 'cloudwatch/pricing/', 'seen'),
  lambdaRequests: aws(0.2, 'million requests', 'lambda/pricing/', 'seen'),
  lambdaArmDuration: aws(0.0000133334, 'GB-second', 'lambda/pricing/', 'seen'),
  dynamodbWrites: aws(0.625, 'million writes', 'dynamodb/pricing/on-demand/', 'seen'),
  dynamodbReads: aws(0.125, 'million reads', 'dynamodb/pricing/on-demand/', 'seen'),
  sqsFifoRequests: aws(0.5, 'million requests', 'sqs/pricing/', 'seen'),
  s3Storage: aws(0.023, 'GB and month', 's3/pricing/', 'seen'),
  s3Puts: aws(5, 'million requests', 's3/pricing/', 'seen'),
  cloudtrailLakeIngestion: aws(0.5, 'GB of activity from outside AWS', 'cloudtrail/pricing/', 'recalled'),
  cloudtrailLakeRetention: aws(0.023, 'GB and month after the first year', 'cloudtrail/pricing/', 'recalled'),
  kinesisStreamHours: aws(0.04, 'stream and hour', 'kinesis/data-streams/pricing/', 'seen'),
  kinesisIn: aws(0.08, 'GB, each record rounded up to 1 KB', 'kinesis/data-streams/pricing/', 'seen'),
  kinesisOut: aws(0.04, 'GB', 'kinesis/data-streams/pricing/', 'seen'),
  kinesisWeekRetention: aws(0.1, 'GB and month, from the second day to the seventh', 'kinesis/data-streams/pricing/', 'seen'),
  kinesisLongRetention: aws(0.023, 'GB and month, from the eighth day on', 'kinesis/data-streams/pricing/', 'seen'),
  glueWorkers: aws(0.44, 'DPU-hour', 'glue/pricing/', 'seen'),
  schedulerCalls: aws(1, 'million calls', 'eventbridge/pricing/', 'seen'),
  eventHubsThroughputUnit: azure(0.03, 'throughput unit and hour', 'event-hubs/', 'seen'),
  /** Two lists that say neither Region nor date have 0.93. */
  eventHubsProcessingUnit: azure(1.336, 'processing unit and hour', 'event-hubs/', 'recalled'),
  eventHubsIngress: azure(0.028, 'million events', 'event-hubs/', 'seen'),
  bandwidth: azure(0.087, 'GB that leaves Azure', 'bandwidth/', 'seen'),
  blobsLrs: azure(0.0208, 'GB and month, LRS', 'storage/blobs/', 'seen'),
  blobsZrs: azure(0.026, 'GB and month, ZRS', 'storage/blobs/', 'recalled'),
  blobsGrs: azure(0.0458, 'GB and month, GRS', 'storage/blobs/', 'seen'),
  blobsGzrs: azure(0.0468, 'GB and month, GZRS', 'storage/blobs/', 'recalled'),
  /** LRS; the others cost up to twice as much. */
  blobWrites: azure(5.5, 'million writes, LRS', 'storage/blobs/', 'seen'),
  flexExecutions: azure(0.4, 'million executions', 'functions/', 'seen'),
  flexDuration: azure(0.000026, 'GB-second', 'functions/', 'seen'),
  logAnalyticsIngestion: azure(2.3, 'GB', 'monitor/', 'seen'),
  logAnalyticsRetention: azure(0.1, 'GB and month after the first', 'monitor/', 'seen'),
  logAlert5Minutes: azure(1.5, 'rule and month, every 5 minutes', 'monitor/', 'seen'),
  logAlert15Minutes: azure(0.5, 'rule and month, every 15 minutes or less often', 'monitor/', 'seen'),
  metricAlert: azure(0.1, 'series and month', 'monitor/', 'seen'),
} as const satisfies Record<string, UnitPrice>;

export type UnitPriceName = keyof typeof unitPrices;
