import type { EventFilter } from '../../events/destination';
import type { TimeRange } from '../../events/time-range';
import { contains, sqlText } from '../sql/sql-text';

const details = "element_at(eventData.userIdentity.details, 'name')";
const member = (field: string, key: string) => `element_at(eventData.${field}, '${key}')`;

/**
 * The columns of an integration event. Its objects are maps of text.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html#query-supported-event-schema-integration
 */
const columns = [
  'eventData.UID AS id',
  'eventData.eventTime AS event_time',
  `${member('additionalEventData', 'time')} AS original_time`,
  `${member('additionalEventData', 'correlationId')} AS correlation_id`,
  `${member('additionalEventData', 'subscriptionId')} AS subscription_id`,
  'eventData.eventName AS operation',
  `${member('responseElements', 'resultType')} AS result_type`,
  `${member('responseElements', 'resultSignature')} AS result_signature`,
  'eventData.userIdentity.principalId AS principal_id',
  `${details} AS actor_name`,
  `${member('requestParameters', 'resourceId')} AS resource`,
  'metadata.ingestionTime AS ingestion_time',
  'eventID AS event_id',
].join(', ');

/** @param storeId the last part of the event data store's ARN: its name in FROM */
export const eventsSql = (storeId: string, range: TimeRange, filter: EventFilter): string =>
  `SELECT ${columns} ${source(storeId, range)}${conditions(filter)}`;

export const findSql = (storeId: string, range: TimeRange, id: string): string =>
  `SELECT ${columns} ${source(storeId, range)} AND (eventData.UID = ${sqlText(id)} OR ${member('additionalEventData', 'correlationId')} = ${sqlText(id)})`;

export const hoursSql = (storeId: string, range: TimeRange): string =>
  `SELECT date_format(eventTime, '%Y-%m-%dT%H') AS hour, count(*) AS events ${source(storeId, range)} GROUP BY date_format(eventTime, '%Y-%m-%dT%H')`;

export const newestSql = (storeId: string, range: TimeRange): string => `SELECT max(eventTime) AS event_time ${source(storeId, range)}`;

/**
 * Bounds on `eventTime` are what keeps a query from scanning the whole store. It has whole seconds, truncated, so the seconds of both ends are asked for.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/lake-queries-optimization.html
 */
function source(storeId: string, { from, to }: TimeRange): string {
  const last = new Date(to.getTime() - 1);
  return `FROM ${storeId} WHERE eventTime >= ${sqlText(second(from))} AND eventTime <= ${sqlText(second(last))}`;
}

const second = (moment: Date) => moment.toISOString().slice(0, 19).replace('T', ' ');

/** The status is what the mapping makes of two members: whoever reads the rows judges it. */
function conditions(filter: EventFilter): string {
  return [
    ...(filter.actor === undefined ? [] : [contains(`coalesce(${details}, eventData.userIdentity.principalId)`, filter.actor)]),
    ...(filter.operation === undefined ? [] : [contains('eventData.eventName', filter.operation)]),
  ]
    .map(condition => ` AND ${condition}`)
    .join('');
}
