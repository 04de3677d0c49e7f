import { activity } from '../activity';
import type { LakeQuery } from '../lake-query';
import { lastWeek } from '../period';

/** Who did what in either cloud, when, from where, and with which outcome: one row per call, the newest first. */
export const azureAndCloudTrail: LakeQuery = {
  name: 'azure-and-cloudtrail',
  title: 'Azure and AWS side by side',
  description: 'Who did what in Azure and in AWS, when, from where, and with which outcome: one row per call, the newest 1,000.',
  needsCloudTrail: true,
  sql: (tables, period = lastWeek) => `WITH ${activity(tables, period)}
SELECT cloud, happened_at, actor, operation, outcome, error, address, resource, account, region, events
FROM calls
ORDER BY happened_at DESC, cloud, actor, operation, resource
LIMIT 1000`,
};
