import { AccountNotReadError } from './account-not-read-error';
import { commonRemedies, isAccessDenied, readRefusal } from './aws-refusal';

export interface AccountAccess {
  readonly accountId: string;
  /** undefined: the function's own role. */
  readonly roleArn: string | undefined;
}

/** Why a call to IAM failed, and what to do. No cause is kept: the SDK's error names the key in full. */
export function describeIamRefusal(error: unknown, action: string, { accountId, roleArn }: AccountAccess): AccountNotReadError {
  if (error instanceof AccountNotReadError) return error;
  const refusal = readRefusal(error);
  const role = roleArn === undefined ? 'The function’s role' : `The role ${roleArn}`;
  const denied = `${role} needs iam:${action}: deploy it again, and look for a policy of the organization that forbids it.`;
  const remedy = isAccessDenied(refusal) ? denied : (commonRemedies[refusal.code] ?? 'The next attempt reads it again.');
  return new AccountNotReadError(
    `Account ${accountId}: IAM refused ${action} (${refusal.code}: ${refusal.message}). ${remedy}`,
    refusal.code,
    refusal.requestId,
  );
}

export function describeAssumeRoleRefusal(error: unknown, accountId: string, roleArn: string): AccountNotReadError {
  const refusal = readRefusal(error);
  const denied =
    'The role is not there, or does not trust the function’s role: roll out its template in that account, the management account included.';
  const remedy = isAccessDenied(refusal) ? denied : (commonRemedies[refusal.code] ?? 'The next attempt asks again.');
  return new AccountNotReadError(
    `Account ${accountId}: STS gave no session of ${roleArn} (${refusal.code}: ${refusal.message}). ${remedy}`,
    refusal.code,
    refusal.requestId,
  );
}
