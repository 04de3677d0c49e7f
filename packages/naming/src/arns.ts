/** Where an ARN points to. */
export interface AwsPlace {
  /** `aws`, `aws-cn` ... */
  readonly arnPartition: string;
  readonly region: string;
  readonly accountId: string;
}

/** Known before anything exists: a federated credential trusts a role by this, without waiting for the role. */
export function roleArn({ arnPartition, accountId }: AwsPlace, roleName: string): string {
  return `arn:${arnPartition}:iam::${accountId}:role/${roleName}`;
}

/** The account itself, as a principal. */
export function accountArn({ arnPartition, accountId }: AwsPlace): string {
  return `arn:${arnPartition}:iam::${accountId}:root`;
}

/** Every user of an account, whatever its path. */
export function usersArn({ arnPartition, accountId }: AwsPlace): string {
  return `arn:${arnPartition}:iam::${accountId}:user/*`;
}

export function functionArn({ arnPartition, region, accountId }: AwsPlace, functionName: string): string {
  return `arn:${arnPartition}:lambda:${region}:${accountId}:function:${functionName}`;
}

export function streamArn({ arnPartition, region, accountId }: AwsPlace, streamName: string): string {
  return `arn:${arnPartition}:kinesis:${region}:${accountId}:stream/${streamName}`;
}

/**
 * The provider that trusts an issuer of tokens: one per account and issuer, known by the issuer's URL without its scheme.
 *
 * @param issuerUrl with its closing slash where the issuer has one: the tokens name it letter by letter
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export function oidcProviderArn({ arnPartition, accountId }: AwsPlace, issuerUrl: string): string {
  return `arn:${arnPartition}:iam::${accountId}:oidc-provider/${issuerUrl.replace(/^https:\/\//, '')}`;
}

/** @param resource `catalog`, `database/<name>`, `table/<database>/<name>`, `job/<name>` */
export function glueArn({ arnPartition, region, accountId }: AwsPlace, resource: string): string {
  return `arn:${arnPartition}:glue:${region}:${accountId}:${resource}`;
}
