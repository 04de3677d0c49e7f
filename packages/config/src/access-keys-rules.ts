import type { CrossFieldRule } from './cross-field-rules';
import { forgetsTooEarly, minEvidenceDays, rulesOf } from './pipeline-rule';

const rule = rulesOf('accessKeys');

/** What the settings of access-keys ask of each other and of the environment. */
export const accessKeysRules: readonly CrossFieldRule[] = [
  rule(['aws.accountId', 'accounts'], ({ aws }, { accounts }) => {
    const index = accounts.kind === 'members' ? accounts.accountIds.indexOf(aws.accountId) : -1;
    return index === -1
      ? undefined
      : {
          path: `accounts.accountIds.${index}`,
          message: `leave ${aws.accountId} out: the environment's own account is reported anyway, with the function's own role`,
        };
  }),
  rule(['transport', 'workspace'], (_, { transport, workspace }) =>
    transport.kind === 'data-collector' && workspace.kind === 'created'
      ? {
          path: 'workspace.kind',
          message: "write 'given' and its resource id: the secret must hold the key of a workspace that exists already",
        }
      : undefined,
  ),
  rule(['kind', 'workspace'], ({ kind }, { workspace: { retentionDays } }) =>
    kind === 'production' && retentionDays < minEvidenceDays ? forgetsTooEarly('workspace.retentionDays', retentionDays) : undefined,
  ),
];
