import { activity } from '../activity';
import type { LakeQuery } from '../lake-query';
import { lastWeek } from '../period';

/** Whose calls failed, how often, and why: many refusals of one actor are a misconfiguration, or somebody who tries doors. */
export const failuresByActor: LakeQuery = {
  name: 'failures-by-actor',
  title: 'Failures by actor',
  description: 'Whose calls failed, in which operation, with which error, how often, and from how many addresses.',
  needsCloudTrail: false,
  sql: (tables, period = lastWeek) => `WITH ${activity(tables, period)}
SELECT cloud, actor, operation, error, count(*) AS failures, count(DISTINCT address) AS addresses,
  min(happened_at) AS first, max(happened_at) AS last
FROM calls
WHERE outcome = 'Failure'
GROUP BY cloud, actor, operation, error
ORDER BY failures DESC, last DESC, cloud, actor, operation, error`,
};
