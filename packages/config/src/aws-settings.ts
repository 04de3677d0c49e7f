import { z } from 'zod';
import { type AwsPartition, awsPartitions } from './sovereign-clouds';
import { textLike } from './text-like';

const accountId = textLike(/^\d{12}$/, "write the account's 12 digits as text, like '123456789012'");

/** An ARN of one service; the account and Region in it are compared with the environment's by the cross-field rules. */
export function arnOf(service: string, example: string) {
  return textLike(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:.+$`), `write its whole ARN, like '${example}'`);
}

export const awsSettings = z.strictObject({
  accountId,
  region: textLike(/^[a-z]+(-[a-z]+)+-\d$/, "write a Region's name, like 'eu-central-1'"),
  partition: z.enum(Object.keys(awsPartitions) as [AwsPartition, ...AwsPartition[]]).default('aws'),
});
