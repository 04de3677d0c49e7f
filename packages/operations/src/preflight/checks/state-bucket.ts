import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isNotFound } from '../describe-problem';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck } from '../preflight-check';

/** Where Terraform keeps its state: a secret, and the only one who knows what was made. */
export const stateBucket: PreflightCheck = {
  id: 'state-bucket',
  title: "The bucket of Terraform's state",
  cloud: 'aws',
  reads: ['s3:ListBucket', 's3:GetBucketVersioning', 's3:GetEncryptionConfiguration', 's3:GetBucketPublicAccessBlock', 'kms:DescribeKey'],
  applies: ({ state }) => state.kind === 's3',
  async run({ clouds, environment: { aws, name, state } }) {
    if (state.kind !== 's3') return [];
    const { bucket: Bucket, kmsKeyArn, region } = state;
    const make = `npx --yes pnpm@12 bridge state-bucket ${name}`;
    const s3 = clouds.aws.client(S3Client, { region });
    try {
      await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: aws.accountId }));
    } catch (error) {
      if (isNotFound(error)) return [missing(`${Bucket} is not there.`, 'Make it.', make)];
      throw error;
    }
    const absent = <Answer>(asked: Promise<Answer>) =>
      asked.catch(error => {
        if (isNotFound(error) || /NotFoundError$/.test((error as Error).name)) return undefined;
        throw error;
      });
    const findings: Finding[] = [];
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    if (Status !== 'Enabled')
      findings.push(
        missing(
          `${Bucket} has no versions: a spoilt state cannot be brought back.`,
          'Switch versions on; the command keeps what is there.',
          make,
        ),
      );
    const encryption = await absent(s3.send(new GetBucketEncryptionCommand({ Bucket })));
    const rule = encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    if (rule?.SSEAlgorithm !== 'aws:kms' || rule.KMSMasterKeyID !== kmsKeyArn)
      findings.push(
        warning(
          `${Bucket} does not encrypt with state.kmsKeyArn by itself (${rule?.KMSMasterKeyID ?? rule?.SSEAlgorithm ?? 'no rule'}); Terraform does.`,
          "Let the bucket's default be that key.",
          make,
        ),
      );
    const { PublicAccessBlockConfiguration: block } = (await absent(s3.send(new GetPublicAccessBlockCommand({ Bucket })))) ?? {};
    if (block === undefined || Object.values(block).some(value => value !== true))
      findings.push(missing(`${Bucket} can be made public, and the state is a secret.`, 'Block public access.', make));
    const { KeyMetadata } =
      (await absent(clouds.aws.client(KMSClient, { region }).send(new DescribeKeyCommand({ KeyId: kmsKeyArn })))) ?? {};
    if (KeyMetadata?.KeyState !== 'Enabled')
      findings.push(
        missing(
          `The key ${kmsKeyArn} is ${KeyMetadata?.KeyState ?? 'not there'}.`,
          'Correct state.kmsKeyArn, or enable the key.',
          `aws kms enable-key --key-id ${kmsKeyArn}`,
        ),
      );
    return findings.length > 0 ? findings : [ok(`${Bucket} is there: versions, encryption with its key, nothing public.`)];
  },
};
