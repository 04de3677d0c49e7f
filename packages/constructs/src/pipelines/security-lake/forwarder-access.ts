import { type AwsPlace, type Names, oidcProviderArn } from '@audit-bridge/naming';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { FederatedRole } from '../../building-blocks/federated-role';
import { forwarderRoleName } from './names';

/** The function on Azure, as its tokens prove it. */
export interface ForwarderIdentity {
  /** Object id of its managed identity. */
  readonly principalId: string;
  /** The tenant's version 1 issuer, with its closing slash. */
  readonly tokenIssuerUrl: string;
  readonly tokenAudience: string;
}

export interface ForwarderAccessProps {
  readonly names: Names;
  readonly place: AwsPlace;
  readonly identity: ForwarderIdentity;
  readonly streamArn: string;
  readonly keyArn: string;
}

/** The role of the forwarder: to put records into the one stream, and nothing else. The account's OIDC provider stands in the stack `shared`. */
export class ForwarderAccess extends Construct {
  readonly ready: TerraformResource;

  constructor(scope: Construct, id: string, { names, place, identity, streamArn, keyArn }: ForwarderAccessProps) {
    super(scope, id);
    const role = new FederatedRole(this, 'role', {
      name: forwarderRoleName(names),
      description: 'Lets the function activity-log-forwarder on Azure put records into the stream.',
      providerArn: oidcProviderArn(place, identity.tokenIssuerUrl),
      issuerUrl: identity.tokenIssuerUrl,
      audience: identity.tokenAudience,
      subject: identity.principalId,
      statements: [
        { actions: ['kinesis:PutRecords'], resources: [streamArn] },
        // Kinesis encrypts in the name of who puts: https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
        { actions: ['kms:GenerateDataKey'], resources: [keyArn] },
      ],
    });
    this.ready = role.policy;
  }
}
