import { awsServicePrincipals } from '@audit-bridge/config';
import { type AwsPlace, accountArn } from '@audit-bridge/naming';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { type IamStatement, iamPolicy } from './iam-policy';
import type { Protection } from './protection';

export interface EncryptionKeyProps {
  /** `alias/...` */
  readonly aliasName: string;
  readonly description: string;
  readonly place: AwsPlace;
  /** `amazonaws.com` */
  readonly dnsSuffix: string;
  readonly protection: Protection;
  /** Services that use the key by themselves, beyond the logs and the alarms that every pipeline has. */
  readonly usedBy: readonly ('cloudtrail' | 'security-lake')[];
}

/**
 * A key that encrypts what one pipeline keeps. Rotates each year. A destroy waits, because what it encrypted is lost with it: 30 days where data is protected.
 * The roles' own policies say which function may use it.
 */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { aliasName, description, place, dnsSuffix, protection, usedBy }: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description,
      enableKeyRotation: true,
      // AWS takes 7 to 30.
      deletionWindowInDays: protection === 'protected' ? 30 : 7,
      policy: iamPolicy([...keyPolicy(place, dnsSuffix), ...usedBy.map(service => serviceStatements[service](place))]),
    });
    new KmsAlias(this, 'alias', { name: aliasName, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

function keyPolicy(place: AwsPlace, dnsSuffix: string): readonly IamStatement[] {
  const { arnPartition, region, accountId } = place;
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': accountId } };
  return [
    { sid: 'KeyAdministration', principals: { AWS: accountArn(place) }, actions: ['kms:*'], resources: '*' },
    {
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      sid: 'KeyForLogs',
      principals: { Service: `logs.${region}.${dnsSuffix}` },
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      resources: '*',
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${arnPartition}:logs:${region}:${accountId}:log-group:*` } },
    },
    {
      // An alarm cannot publish to an encrypted topic without it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      sid: 'KeyForAlarms',
      principals: { Service: awsServicePrincipals.cloudwatch },
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: '*',
      conditions: ofThisAccount,
    },
  ];
}

/** A service's own statement, which a key gets only where that service uses it. */
const serviceStatements = {
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
  cloudtrail: ({ accountId }: AwsPlace): IamStatement => ({
    sid: 'KeyForCloudTrail',
    principals: { Service: awsServicePrincipals.cloudtrail },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: '*',
    conditions: { StringEquals: { 'aws:SourceAccount': accountId } },
  }),
  // The roles are the services' own, so that no policy of ours reaches them; named by condition, because KMS refuses a principal that does not exist yet.
  // https://docs.aws.amazon.com/lake-formation/latest/dg/register-encrypted.html
  'security-lake': ({ arnPartition, accountId }: AwsPlace): IamStatement => ({
    sid: 'KeyForSecurityLake',
    principals: { AWS: '*' },
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: '*',
    conditions: {
      StringEquals: { 'kms:CallerAccount': accountId },
      ArnLike: {
        'aws:PrincipalArn': (['lakeFormation', 'securityLake', 'securityLakeResources'] as const).map(
          service => `arn:${arnPartition}:iam::${accountId}:role/aws-service-role/${awsServicePrincipals[service]}/*`,
        ),
      },
    },
  }),
};
