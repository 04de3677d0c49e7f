import { project, tokenRole } from '@audit-bridge/naming';
import { Application } from '@cdktf/provider-azuread/lib/application';
import { ServicePrincipal } from '@cdktf/provider-azuread/lib/service-principal';
import { Construct } from 'constructs';
import { dataLifecycle, type Protection } from '../../building-blocks/protection';

export interface TokenApplicationProps {
  /** Identifier URI: what tokens are asked for, and what stands in them as their audience. */
  readonly audience: string;
  readonly protection: Protection;
}

/**
 * The Entra application that managed identities ask tokens of, for AWS. It is a name and no more: it has no secret, nobody signs in to it, and only who
 * is assigned to its one role gets a token.
 */
export class TokenApplication extends Construct {
  constructor(scope: Construct, id: string, { audience, protection }: TokenApplicationProps) {
    super(scope, id);
    const lifecycle = dataLifecycle(protection);
    const application = new Application(this, 'application', {
      displayName: `${project} tokens for AWS`,
      description: 'What managed identities of Audit Bridge ask tokens of, to take a role in AWS. Has no secret.',
      identifierUris: [audience],
      signInAudience: 'AzureADMyOrg',
      preventDuplicateNames: true,
      api: {
        // Said although it is the default: a version 2 token has another issuer and another audience, and AWS would trust neither.
        requestedAccessTokenVersion: 1,
      },
      appRole: [
        {
          ...tokenRole,
          displayName: 'Forward',
          description: 'May have tokens, and take the role in AWS that trusts its object id.',
          allowedMemberTypes: ['Application'],
          enabled: true,
        },
      ],
      lifecycle,
    });
    new ServicePrincipal(this, 'service-principal', {
      clientId: application.clientId,
      // Otherwise every identity of the tenant could have tokens with our audience.
      appRoleAssignmentRequired: true,
      lifecycle,
    });
  }
}
