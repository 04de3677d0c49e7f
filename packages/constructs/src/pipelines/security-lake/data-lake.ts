import { awsServicePrincipals } from '@audit-bridge/config';
import type { AwsPlace, Names } from '@audit-bridge/naming';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { SecuritylakeDataLake } from '@cdktf/provider-aws/lib/securitylake-data-lake';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';

export interface DataLakeProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly protection: Protection;
}

/**
 * Security Lake itself, once per account and Region, with the role that registers new partitions.
 *
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/get-started-programmatic.html
 */
export class DataLake extends Construct {
  readonly lake: SecuritylakeDataLake;

  constructor(scope: Construct, id: string, { names, place, keyArn, retentionDays, protection }: DataLakeProps) {
    super(scope, id);
    const trust = { Effect: 'Allow', Principal: { Service: awsServicePrincipals.lambda }, Action: 'sts:AssumeRole' };
    const role = new IamRole(this, 'metastore-role', {
      name: names.of('iamRole', 'security-lake-metastore'),
      description: 'Lets Security Lake register partitions of its tables.',
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    });
    // The one policy that is not ours: Security Lake's functions run with it, and AWS changes it together with them.
    const policy = new IamRolePolicyAttachment(this, 'metastore-policy', {
      role: role.name,
      policyArn: `arn:${place.arnPartition}:iam::aws:policy/service-role/AmazonSecurityLakeMetastoreManager`,
    });
    this.lake = new SecuritylakeDataLake(this, 'lake', {
      metaStoreManagerRoleArn: role.arn,
      configuration: [
        {
          region: place.region,
          encryptionConfiguration: [{ kmsKeyId: keyArn }],
          lifecycleConfiguration: [{ expiration: [{ days: retentionDays }] }],
        },
      ],
      lifecycle: dataLifecycle(protection),
      dependsOn: [policy],
    });
  }
}
