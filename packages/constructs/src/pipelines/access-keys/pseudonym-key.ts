import { type AwsPlace, accountArn, type Names } from '@audit-bridge/naming';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { type IamStatement, iamPolicy } from '../../building-blocks/iam-policy';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';

export interface PseudonymKeyProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly protection: Protection;
  /** Who may make pseudonyms with it. */
  readonly roleArn: string;
}

/**
 * The key that access key ids are hashed with. It is data: with another one every access key would have another pseudonym, and the queries over time
 * would see all of them disappear and as many new ones. So it is protected like data and never rotates (KMS rotates no HMAC key by itself).
 *
 * Its own policy denies everybody but the function's role to use it: who may hash can find out which pseudonym a guessed key id has, and no permission
 * that an account gives for all keys shall be enough for that.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export class PseudonymKey extends Construct {
  readonly arn: string;
  /** For the function's role. */
  readonly statements: readonly IamStatement[];

  constructor(scope: Construct, id: string, { names, place, protection, roleArn }: PseudonymKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description: 'Makes the pseudonyms of access keys. Another key would change all of them.',
      keyUsage: 'GENERATE_VERIFY_MAC',
      customerMasterKeySpec: 'HMAC_256',
      // AWS takes 7 to 30.
      deletionWindowInDays: protection === 'protected' ? 30 : 7,
      policy: iamPolicy([
        { sid: 'KeyAdministration', principals: { AWS: accountArn(place) }, actions: ['kms:*'], resources: '*' },
        {
          sid: 'MacsForOneRole',
          effect: 'Deny',
          principals: { AWS: '*' },
          actions: ['kms:GenerateMac', 'kms:VerifyMac'],
          resources: '*',
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } },
        },
      ]),
      lifecycle: dataLifecycle(protection),
    });
    new KmsAlias(this, 'alias', { name: names.of('kmsAlias', 'access-key-pseudonyms'), targetKeyId: key.keyId });
    this.arn = key.arn;
    this.statements = [
      { actions: ['kms:GenerateMac'], resources: [key.arn], conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } } },
    ];
  }
}
