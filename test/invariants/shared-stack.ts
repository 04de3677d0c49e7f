import { tokenRole } from '@audit-bridge/naming';
import type { SynthesizedSharedStack } from './synthesized-stacks';
import { resourcesOf } from './terraform-json';

/** What every environment of an account and a tenant relies on. */
export function sharedStackInvariants({ id, json, settings }: SynthesizedSharedStack): void {
  describe(`trust of ${id}`, () => {
    const audience = `api://${settings.azure.tenantId}/audit-bridge`;
    const [application] = resourcesOf(json, 'azuread_application');
    const [servicePrincipal] = resourcesOf(json, 'azuread_service_principal');

    // A version 2 token has another issuer and another audience, and AWS would trust neither.
    it('asks for version 1 tokens, said and not left to a default', () => {
      expect(application?.values).toMatchObject({ identifier_uris: [audience], api: { requested_access_token_version: 1 } });
    });

    it('is an application that nobody can sign in as', () => {
      expect(application?.values).not.toHaveProperty('password');
      expect(resourcesOf(json).map(({ type }) => type)).not.toContain('azuread_application_password');
      expect(application?.values.sign_in_audience).toBe('AzureADMyOrg');
    });

    // Otherwise every identity of the tenant could have tokens with our audience.
    it('gives tokens to who is assigned to the one role, and to nobody else', () => {
      expect(servicePrincipal?.values.app_role_assignment_required).toBe(true);
      expect(application?.values.app_role).toEqual([
        expect.objectContaining({ id: tokenRole.id, allowed_member_types: ['Application'], enabled: true }),
      ]);
    });

    it("is the account's in the tenant's issuer, letter by letter, for the one audience", () => {
      expect(resourcesOf(json, 'aws_iam_openid_connect_provider').map(({ values }) => [values.url, values.client_id_list])).toEqual([
        [`https://sts.windows.net/${settings.azure.tenantId}/`, [audience]],
      ]);
    });

    // Every environment stops at once without it.
    it('cannot be destroyed by mistake', () => {
      for (const { values } of resourcesOf(json)) expect(values.lifecycle).toMatchObject({ prevent_destroy: true });
    });
  });
}
