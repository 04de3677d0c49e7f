import type { Environment } from '@audit-bridge/config';
import { Names, operatedNames, project } from '@audit-bridge/naming';
import { GetBucketTaggingCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { isNotFound } from '../describe-problem';
import { type Finding, missing, ok, warning } from '../finding';
import type { PreflightCheck, PreflightContext } from '../preflight-check';

/** The buckets that a deploy makes. */
export function bucketNamesOf(environment: Environment): readonly string[] {
  const { cloudtrailLake, securityLake } = environment.pipelines;
  const names = operatedNames(Names.ofEnvironment(environment));
  return [
    ...(cloudtrailLake === undefined ? [] : [names.failedEventsBucket]),
    ...(cloudtrailLake?.destination.kind === 'cloudwatch-logs' ? [names.archiveBucket] : []),
    ...(securityLake === undefined ? [] : [names.jobBucket, names.quarantineBucket, names.queryResultsBucket]),
    ...(securityLake?.lake.kind === 'bucket' ? [names.lakeBucket] : []),
  ];
}

/** A bucket's name is taken in the whole partition: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const bucketNames: PreflightCheck = {
  id: 'bucket-names',
  title: 'Names of buckets',
  cloud: 'aws',
  reads: ['s3:ListBucket', 's3:GetBucketTagging'],
  applies: environment => bucketNamesOf(environment).length > 0,
  run: context => Promise.all(bucketNamesOf(context.environment).map(name => ask(context, name))),
};

async function ask({ clouds, environment }: PreflightContext, name: string): Promise<Finding> {
  const s3 = clouds.aws.client(S3Client);
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: environment.aws.accountId }));
  } catch (error) {
    if (isNotFound(error)) return ok(`${name} is free.`);
    // 301 elsewhere, 403 somebody else's or a bucket of ours that this person may not see.
    if (['403', '301', 'Forbidden', 'PermanentRedirect', 'AccessDenied'].includes((error as Error).name) || statusOf(error) === 403)
      return missing(
        `${name} belongs to another account, or lies in another Region.`,
        "Give the environment another name, or ask as somebody who may see this account's buckets.",
        `aws s3api head-bucket --bucket ${name}`,
      );
    throw error;
  }
  const tags = await s3.send(new GetBucketTaggingCommand({ Bucket: name })).then(
    ({ TagSet = [] }) => new Map(TagSet.map(({ Key, Value }) => [Key, Value])),
    error => {
      if (isNotFound(error)) return new Map<string, string>();
      throw error;
    },
  );
  if (tags.get('Project') === project && tags.get('Environment') === environment.name && tags.get('Owner') === environment.owner)
    return ok(`${name} is this environment's already.`);
  return warning(
    `${name} exists in this account without this environment's tags: a deploy fails unless the bucket is in its state.`,
    'Delete it if it is left over, or import it.',
    `aws s3api get-bucket-tagging --bucket ${name}`,
  );
}

const statusOf = (error: unknown): number | undefined =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode;
