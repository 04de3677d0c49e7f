import { dayMilliseconds, hourMilliseconds, startOfDay } from '@audit-bridge/activity-log-blobs';
import { generatedSource } from './generated-source';
import type { RecordSource } from './record-source';

const daysAgo = 3;
const hourOfDay = 8;
const records = 300;
/** No seed of a run is likely to be its: the same seed makes the same events. */
const seed = 1_403_177;

/**
 * What happened in the input's subscriptions before anybody exported it: Azure knows it, the pipelines have never had it. The morning of the day three days ago.
 */
export function historyOf({ subscriptionIds }: Pick<RecordSource, 'subscriptionIds'>, now: number): RecordSource {
  const start = startOfDay(now - daysAgo * dayMilliseconds) + hourOfDay * hourMilliseconds;
  return generatedSource({ count: records, seed, startTime: new Date(start).toISOString(), subscriptionIds });
}
