import { tokenRole } from '@audit-bridge/naming';
import { Testing } from 'cdktf';
import { TokenApplication } from '../src/pipelines/shared/token-application';
import { TokenTrust, type TokenTrustProps } from '../src/pipelines/shared/token-trust';
import { resourcesOf } from './synthesize-scope';

const audience = 'api://tenant/audit-bridge';
const trust: TokenTrustProps = { issuerUrl: 'https://sts.windows.net/tenant/', audience, provider: 'created', protection: 'protected' };

describe('TokenTrust', () => {
  const synthesize = (change: Partial<TokenTrustProps>) =>
    JSON.parse(Testing.synthScope(scope => void new TokenTrust(scope, 'trust', { ...trust, ...change }))) as {
      resource?: object;
      data?: { aws_iam_openid_connect_provider: Record<string, object> };
    };

  it('is a provider for the one audience, kept from being destroyed', () => {
    const [provider] = resourcesOf(scope => void new TokenTrust(scope, 'trust', trust))('aws_iam_openid_connect_provider');
    expect(provider).toMatchObject({ url: trust.issuerUrl, client_id_list: [audience], lifecycle: { prevent_destroy: true } });
  });

  // An account has room for one provider of an issuer, and somebody else may have made it, for other audiences.
  it('refuses a given provider that does not list the audience, before an environment fails with it', () => {
    const { resource, data } = synthesize({ provider: 'given' });
    expect(resource).toBeUndefined();
    expect(Object.values(data?.aws_iam_openid_connect_provider ?? {})).toEqual([
      {
        url: trust.issuerUrl,
        lifecycle: {
          postcondition: [
            { condition: `\${contains(self.client_id_list, "${audience}")}`, error_message: expect.stringContaining(audience) },
          ],
        },
      },
    ]);
  });
});

describe('TokenApplication', () => {
  const build = (protection: 'protected' | 'destroyable') =>
    resourcesOf(scope => void new TokenApplication(scope, 'application', { audience, protection }));

  it('gives version 1 tokens to who is assigned to its role', () => {
    const resources = build('protected');
    expect(resources('azuread_application')).toMatchObject([
      {
        identifier_uris: [audience],
        api: { requested_access_token_version: 1 },
        app_role: [{ id: tokenRole.id, value: tokenRole.value }],
        lifecycle: { prevent_destroy: true },
      },
    ]);
    expect(resources('azuread_service_principal')).toMatchObject([
      { client_id: expect.stringMatching(/^\$\{azuread_application\..*\.client_id\}$/), app_role_assignment_required: true },
    ]);
  });

  it('may be destroyed where the settings say so', () => {
    expect(build('destroyable')('azuread_application')[0]).not.toHaveProperty('lifecycle');
  });
});
