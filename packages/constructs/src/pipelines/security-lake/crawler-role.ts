import { type AwsPlace, glueArn, type Names } from '@audit-bridge/naming';
import { Construct } from 'constructs';
import { ServiceRole } from '../../building-blocks/service-role';
import { securityLakeDatabase } from './security-lake-catalog';

export interface CrawlerRoleProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly sourceName: string;
  readonly keyArns: readonly string[];
}

/** Its own bucket's name holds a hash that nobody knows before it exists. */
const dataLakeBuckets = 'aws-security-data-lake-*';

/**
 * What Security Lake's crawler of the source may do: read the source's files, keep the tables of Security Lake's database up to date, write its log.
 * Narrower than AWSGlueServiceRole, which Security Lake's pages name and which may read every bucket whose name begins with `aws-glue-`.
 *
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html#iam-roles-glue-crawler
 */
export class CrawlerRole extends Construct {
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, { names, place, sourceName, keyArns }: CrawlerRoleProps) {
    super(scope, id);
    const { arnPartition, region, accountId } = place;
    const database = securityLakeDatabase(region);
    this.role = new ServiceRole(this, 'role', {
      name: names.of('iamRole', 'security-lake-crawler'),
      description: `Lets the crawler of the custom source ${sourceName} find its partitions.`,
      service: 'glue',
      sourceAccountId: accountId,
      statements: [
        {
          actions: [
            'glue:GetDatabase',
            'glue:GetTable',
            'glue:GetTables',
            'glue:UpdateTable',
            'glue:GetPartition',
            'glue:GetPartitions',
            'glue:BatchGetPartition',
            'glue:CreatePartition',
            'glue:BatchCreatePartition',
            'glue:UpdatePartition',
            'glue:BatchUpdatePartition',
          ],
          resources: [glueArn(place, 'catalog'), glueArn(place, `database/${database}`), glueArn(place, `table/${database}/*`)],
        },
        {
          actions: ['s3:GetObject'],
          resources: [`arn:${arnPartition}:s3:::${dataLakeBuckets}/ext/${sourceName}/*`],
          conditions: { StringEquals: { 's3:ResourceAccount': accountId } },
        },
        {
          actions: ['s3:ListBucket', 's3:GetBucketLocation'],
          resources: [`arn:${arnPartition}:s3:::${dataLakeBuckets}`],
          conditions: { StringEquals: { 's3:ResourceAccount': accountId } },
        },
        ...(keyArns.length === 0 ? [] : [{ actions: ['kms:Decrypt'], resources: keyArns }]),
        {
          actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`arn:${arnPartition}:logs:${region}:${accountId}:log-group:/aws-glue/crawlers*`],
        },
      ],
    });
  }
}
