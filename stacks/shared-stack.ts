import { type SharedSettings, tokenIssuerUrl } from '@audit-bridge/config';
import { TokenApplication, TokenTrust } from '@audit-bridge/constructs';
import { tokenAudience } from '@audit-bridge/naming';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { addAzureadProvider } from './azure-providers';
import { refuseExampleValues } from './example-values-guard';
import { addStateBackend } from './state-backend';
import { sharedTags } from './tags';

export interface SharedStackProps {
  readonly shared: SharedSettings;
}

/** What exists once per AWS account and Azure tenant, and what every environment in them takes as given. Its id is the settings' name. */
export class SharedStack extends TerraformStack {
  constructor(scope: Construct, { shared }: SharedStackProps) {
    const { name, aws, azure, state, protection, tokenApplication, oidcProvider } = shared;
    super(scope, name);
    addStateBackend(this, name, state);
    refuseExampleValues(this, shared);
    // Credentials for another account are refused before anything is made in it.
    new AwsProvider(this, 'aws', {
      region: aws.region,
      allowedAccountIds: [aws.accountId],
      defaultTags: [{ tags: sharedTags(shared) }],
    });
    addAzureadProvider(this, azure);

    const audience = tokenAudience(azure.tenantId);
    if (tokenApplication === 'created') new TokenApplication(this, 'token-application', { audience, protection });
    const issuerUrl = tokenIssuerUrl(azure.cloud, azure.tenantId);
    new TokenTrust(this, 'token-trust', { issuerUrl, audience, provider: oidcProvider, protection });
  }
}
