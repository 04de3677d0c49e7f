import { activity } from '../activity';
import type { LakeQuery } from '../lake-query';
import { lastWeek } from '../period';

/**
 * In Azure: assignments and definitions of roles, taking over as elevated administrator, and Privileged Identity Management, which writes sentences
 * ("Add member to role in PIM completed"). In AWS: what IAM calls attaching a policy, joining a group, or changing who may take a role.
 */
const azureOperations =
  '^microsoft\\.authorization/(roleassignments|roledefinitions|roleassignmentschedulerequests|roleeligibilityschedulerequests)/(write|delete)$|^microsoft\\.authorization/elevateaccess/action$|member (to|from) role';
const awsOperations =
  '^(Attach|Detach|Put|Delete)(User|Group|Role)Policy$|^(Add|Remove)User(To|From)Group$|^UpdateAssumeRolePolicy$|^(Create|Delete)AccountAssignment$';

/** Who gave rights to whom, or took them. */
export const roleAssignments: LakeQuery = {
  name: 'role-assignments',
  title: 'Role assignments',
  description:
    'Who gave or took rights in either cloud: role assignments and definitions in Azure, policies, groups and trust in AWS; the newest 1,000.',
  needsCloudTrail: false,
  sql: (tables, period = lastWeek) => `WITH ${activity(tables, period)}
SELECT cloud, happened_at, actor, operation, outcome, error, resource, address, account
FROM calls
WHERE (cloud = 'Azure' AND regexp_like(operation, '${azureOperations}'))
  OR (cloud = 'AWS' AND regexp_like(operation, '${awsOperations}'))
ORDER BY happened_at DESC, cloud, actor, operation, resource
LIMIT 1000`,
};
