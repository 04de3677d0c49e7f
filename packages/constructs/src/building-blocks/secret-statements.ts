import type { IamStatement } from './iam-policy';

export interface GivenSecret {
  readonly secretArn: string;
  /** Only where the secret is encrypted with a key of its owner's. */
  readonly secretKmsKeyArn?: string | undefined;
}

/** Lets a role read one secret. */
export function secretStatements({ secretArn, secretKmsKeyArn }: GivenSecret): readonly IamStatement[] {
  const readSecret: IamStatement = { actions: ['secretsmanager:GetSecretValue'], resources: [secretArn] };
  return secretKmsKeyArn === undefined ? [readSecret] : [readSecret, { actions: ['kms:Decrypt'], resources: [secretKmsKeyArn] }];
}
