import { type RestSpelling, restSpelling } from '@audit-bridge/sample-records';
import type { RecordSource } from '../../../records/record-source';
import { AzureRefusal, type AzureRequest, type AzureRoute } from '../../azure-rest/rest-route';

export interface ActivityLogProps {
  /** What happened, as an export says it: the interface spells the same events in its own way. */
  readonly records: readonly Pick<RecordSource, 'read'>[];
  readonly now: () => number;
  /** @default 200 */
  readonly maxItems?: number;
}

const dayMilliseconds = 86_400_000;
const keptDays = 90;
const skipParameter = '$skipToken';
const filterPattern = /^eventTimestamp ge '([^']+)' and eventTimestamp le '([^']+)'(?: and correlationId eq '([^']+)')?$/i;

/**
 * The activity log of each subscription. Azure itself keeps no record that it could not have written: what is refused by the pipelines is in no answer.
 *
 * All records are kept in memory, as many as a local run has.
 *
 * @see https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
export function activityLogRoutes({ maxItems = 200, now, records }: ActivityLogProps): readonly AzureRoute[] {
  let logs: Promise<ReadonlyMap<string, readonly RestSpelling[]>> | undefined;
  return [
    {
      method: 'GET',
      path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values',
      apiVersions: ['2015-04-01'],
      answer: async request => {
        const { correlationId, from, to } = readFilter(request, now());
        logs ??= readLogs(records);
        const log = (await logs).get((request.parameters.subscriptionId ?? '').toLowerCase()) ?? [];
        const events = log.filter(event => event.timeMilliseconds >= from && event.timeMilliseconds <= to);
        return pageOf(
          correlationId === undefined ? events : events.filter(event => event.correlationId === correlationId),
          request,
          maxItems,
        );
      },
    },
  ];
}

/** By subscription, newest first, as Azure lists them. */
async function readLogs(sources: ActivityLogProps['records']): Promise<ReadonlyMap<string, readonly RestSpelling[]>> {
  const logs = new Map<string, Map<string, RestSpelling>>();
  for (const source of sources) {
    for await (const { bytes, subscriptionId } of source.read()) {
      const event = restSpelling(bytes, subscriptionId);
      if (event === undefined) continue;
      const log = logs.get(subscriptionId) ?? new Map();
      logs.set(subscriptionId, log.set(event.id, event));
    }
  }
  return new Map([...logs].map(([id, log]) => [id, [...log.values()].sort((one, other) => other.timeMilliseconds - one.timeMilliseconds)]));
}

/** The interface takes few forms of a filter, and demands a beginning. */
function readFilter({ query }: AzureRequest, now: number) {
  const [, from, to, correlationId] = filterPattern.exec(query.get('$filter') ?? '') ?? [];
  if (from === undefined || to === undefined || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to))) {
    throw new AzureRefusal(400, 'BadRequest', 'The filter query string is not valid.');
  }
  if (Date.parse(from) < now - keptDays * dayMilliseconds) {
    throw new AzureRefusal(400, 'BadRequest', `The start time cannot be more than ${keptDays} days in the past.`);
  }
  return { from: Date.parse(from), to: Date.parse(to), correlationId };
}

/** As text: no record is printed again. */
function pageOf(events: readonly RestSpelling[], request: AzureRequest, maxItems: number) {
  const from = Number(request.query.get(skipParameter) ?? 0);
  const value = events.slice(from, from + maxItems).map(({ text }) => text);
  const link = new URL(request.path, request.url);
  for (const [name, text] of request.query) link.searchParams.set(name, text);
  link.searchParams.set(skipParameter, String(from + maxItems));
  const next = from + maxItems < events.length ? `,"nextLink":${JSON.stringify(link.href)}` : '';
  return { text: `{"value":[${value.join(',')}]${next}}` };
}
