import { tokenRole } from '@audit-bridge/naming';
import { AppRoleAssignment } from '@cdktf/provider-azuread/lib/app-role-assignment';
import { DataAzureadApplication } from '@cdktf/provider-azuread/lib/data-azuread-application';
import { DataAzureadServicePrincipal } from '@cdktf/provider-azuread/lib/data-azuread-service-principal';
import { Construct } from 'constructs';

export interface TokenPermissionProps {
  /** The identifier URI of the shared Entra application. */
  readonly tokenAudience: string;
  /** Who may ask for its tokens, by object id. */
  readonly principalId: string;
}

/**
 * Lets an identity have tokens of the shared application. Only Entra knows the application's object id, so it is looked up by the name that every
 * pipeline knows; without the `shared` stack the look-up finds nothing, and the deploy ends there.
 */
export class TokenPermission extends Construct {
  readonly assignment: AppRoleAssignment;

  constructor(scope: Construct, id: string, { tokenAudience, principalId }: TokenPermissionProps) {
    super(scope, id);
    const application = new DataAzureadApplication(this, 'application', { identifierUri: tokenAudience });
    const servicePrincipal = new DataAzureadServicePrincipal(this, 'service-principal', {
      clientId: application.clientId,
      lifecycle: {
        postcondition: [
          {
            // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own expression.
            condition: '${self.app_role_assignment_required}',
            errorMessage: `Anybody in the tenant can have tokens of ${tokenAudience}: deploy the shared stack, or let its service principal require role assignments.`,
          },
        ],
      },
    });
    this.assignment = new AppRoleAssignment(this, 'assignment', {
      appRoleId: tokenRole.id,
      principalObjectId: principalId,
      resourceObjectId: servicePrincipal.objectId,
    });
  }
}
