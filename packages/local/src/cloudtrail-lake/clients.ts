import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { testCredentials, testRegion } from '../emulators/test-account';

export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
}

/** Clients of the emulated account, for what is no function's work. */
export function connectToMoto(url: string): Clients {
  const settings = { endpoint: url, region: testRegion, credentials: testCredentials };
  return {
    dynamodb: new DynamoDBClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client(settings),
    sqs: new SQSClient(settings),
  };
}
