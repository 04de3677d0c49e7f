import type { Environment } from './environment';

/** What holds such values: an environment, or what environments share. */
export interface UserValueHolder {
  readonly aws: Pick<Environment['aws'], 'accountId'>;
  readonly azure: Pick<Environment['azure'], 'tenantId'> & Partial<Pick<Environment['azure'], 'subscriptionId' | 'subscriptionIds'>>;
  readonly state: Environment['state'];
  readonly pipelines?: Environment['pipelines'];
}

interface UserValue {
  /** The environment variable that gives it. */
  readonly variable: string;
  /** What a person has to look up. */
  readonly what: string;
  /** Synthesizes, and belongs to nobody: no deploy accepts it. */
  readonly example: string;
  /** Each place where the value stands in an environment; nothing where the environment goes without. */
  readonly read: (holder: UserValueHolder) => string | readonly string[] | undefined;
  readonly path: string;
}

const nilGuid = '00000000-0000-0000-0000-000000000000';

/** What only the user knows: given by an environment file, or by a variable. */
export const userValues = {
  awsAccountId: {
    variable: 'AUDIT_BRIDGE_AWS_ACCOUNT_ID',
    what: 'the AWS account that receives the events (12 digits)',
    example: '000000000000',
    path: 'aws.accountId',
    read: ({ aws }) => aws.accountId,
  },
  azureTenantId: {
    variable: 'AUDIT_BRIDGE_AZURE_TENANT_ID',
    what: 'the Entra tenant (a GUID)',
    example: nilGuid,
    path: 'azure.tenantId',
    read: ({ azure }) => azure.tenantId,
  },
  azureSubscriptionId: {
    variable: 'AUDIT_BRIDGE_AZURE_SUBSCRIPTION_ID',
    what: 'the Azure subscription to create resources in (a GUID)',
    example: nilGuid,
    path: 'azure.subscriptionId',
    read: ({ azure }) => azure.subscriptionId,
  },
  azureSubscriptionIds: {
    variable: 'AUDIT_BRIDGE_AZURE_SUBSCRIPTION_IDS',
    what: 'the Azure subscriptions to collect from (GUIDs with commas between)',
    example: nilGuid,
    path: 'azure.subscriptionIds',
    read: ({ azure }) => azure.subscriptionIds,
  },
  tokenIssuerUrl: {
    variable: 'AUDIT_BRIDGE_TOKEN_ISSUER_URL',
    what: "the AWS account's outbound identity federation issuer (IAM console, account settings)",
    example: 'https://00000000-0000-0000-0000-000000000000.tokens.sts.global.api.aws',
    path: 'issuerUrl of cloudtrailLake.authentication and accessKeys.transport',
    read: ({ pipelines: { cloudtrailLake, accessKeys } = {} }) => [
      ...(cloudtrailLake?.authentication.kind === 'web-identity' ? [cloudtrailLake.authentication.issuerUrl] : []),
      ...(accessKeys?.transport.kind === 'logs-ingestion' ? [accessKeys.transport.issuerUrl] : []),
    ],
  },
  stateBucket: {
    variable: 'AUDIT_BRIDGE_STATE_BUCKET',
    what: "the S3 bucket for Terraform's state (it must exist)",
    example: 'audit-bridge-example-state',
    path: 'state.bucket',
    read: ({ state }) => (state.kind === 's3' ? state.bucket : undefined),
  },
  stateKmsKeyArn: {
    variable: 'AUDIT_BRIDGE_STATE_KMS_KEY_ARN',
    what: "the KMS key that encrypts Terraform's state (its ARN)",
    example: 'arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000',
    path: 'state.kmsKeyArn',
    read: ({ state }) => (state.kind === 's3' ? state.kmsKeyArn : undefined),
  },
} as const satisfies Record<string, UserValue>;

export type UserValueName = keyof typeof userValues;

/** The value of its variable, else the example. */
export function userValue(name: UserValueName, variables: NodeJS.ProcessEnv = process.env): string {
  return givenUserValue(name, variables) ?? userValues[name].example;
}

/** The value of its variable. An empty one counts as unset: CI systems make such ones. */
export function givenUserValue(name: UserValueName, variables: NodeJS.ProcessEnv = process.env): string | undefined {
  return variables[userValues[name].variable]?.trim() || undefined;
}

/** The values that are still examples. */
export function missingUserValues(holder: UserValueHolder): readonly UserValueName[] {
  return (Object.keys(userValues) as UserValueName[]).filter(name => {
    const value: UserValue = userValues[name];
    return [value.read(holder) ?? []].flat().includes(value.example);
  });
}
