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
  /**
   * Where this account is the organization's management account, or a delegated administrator: AWS lets nobody else list its accounts.
   * access-keys then looks with each report which of them nobody reads, and an alarm tells. Without it nothing is asked.
   */
  organizationId: textLike(/^o-[a-z0-9]{10,32}$/, "write the organization's id, like 'o-a1b2c3d4e5'").optional(),
  partition: z.enum(Object.keys(awsPartitions) as [AwsPartition, ...AwsPartition[]]).default('aws'),
});
