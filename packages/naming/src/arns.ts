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

export function functionArn({ arnPartition, region, accountId }: AwsPlace, functionName: string): string {
  return `arn:${arnPartition}:lambda:${region}:${accountId}:function:${functionName}`;
}
