import { activity } from '../activity';
import type { LakeQuery } from '../lake-query';
import { lastWeek } from '../period';

/** Security Lake gives some of AWS's deleting operations another activity: their names say it. */
const deletingOperations = '^(Delete|Terminate|Remove|Purge|Deregister|Revoke|Detach|Disassociate)';

/** What was deleted, tried or done. */
export const deletes: LakeQuery = {
  name: 'deletes',
  title: 'What was deleted',
  description: 'Who deleted what in either cloud, when, from where, and whether it succeeded: the newest 1,000.',
  needsCloudTrail: false,
  sql: (tables, period = lastWeek) => `WITH ${activity(tables, period)}
SELECT cloud, happened_at, actor, operation, outcome, error, resource, address, account
FROM calls
WHERE activity_id = 4 OR (cloud = 'AWS' AND regexp_like(operation, '${deletingOperations}'))
ORDER BY happened_at DESC, cloud, actor, operation, resource
LIMIT 1000`,
};
