import { activity } from '../activity';
import type { LakeQuery } from '../lake-query';
import { lastWeek, periodStart, withDaysBefore } from '../period';

const knownDays = 90;

/** Who acted in the period and not in the three months before it. */
export const firstSeenActors: LakeQuery = {
  name: 'first-seen-actors',
  title: 'Actors seen for the first time',
  description: `Who acted for the first time: in the period, and not in the ${knownDays} days before it. With the first operation and its address.`,
  needsCloudTrail: false,
  sql: (tables, period = lastWeek) => `WITH ${activity(tables, withDaysBefore(period, knownDays))}
SELECT cloud, actor, min(happened_at) AS first_seen, min_by(operation, happened_at) AS first_operation,
  min_by(address, happened_at) AS first_address, count(*) AS calls
FROM calls
WHERE actor IS NOT NULL
GROUP BY cloud, actor
HAVING min(happened_at) >= ${periodStart(period)}
ORDER BY first_seen DESC, cloud, actor`,
};
