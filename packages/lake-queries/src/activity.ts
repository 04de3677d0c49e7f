import type { LakeTables } from './lake-query';
import { azureCondition, cloudTrailCondition, type Period } from './period';

/**
 * Two relations for a query's WITH clause, in which both clouds have the same columns of the same types:
 * - `activity`, one row per event: cloud, account, happened_at (UTC), actor, operation, resource, activity_id, outcome, error, address, region, call, finality
 * - `calls`, one row per call: the same with the first event's time and the last event's outcome
 *
 * UNION ALL, because UNION would drop events that look alike. `time` is a number of milliseconds in both clouds and becomes a timestamp without
 * a time zone, so that no session's zone moves it.
 */
export function activity(tables: LakeTables, period: Period): string {
  const events = [
    azureActivity(tables, period),
    ...(tables.cloudTrail === undefined ? [] : [cloudTrailActivity(tables.cloudTrail, period)]),
  ];
  return `activity AS (
${events.join('\n  UNION ALL\n')}
), calls AS (
  SELECT cloud, account, min(happened_at) AS happened_at, actor, operation, resource, max(activity_id) AS activity_id,
    max_by(outcome, finality) AS outcome, max_by(error, finality) AS error, max(address) AS address, max(region) AS region, count(*) AS events
  FROM activity
  GROUP BY cloud, account, actor, operation, resource, call
)`;
}

/**
 * Azure tells of one call in two or three records (start, accept, end) under one correlation id; status_id 99 is all but the end. Other categories
 * tell of one thing in one record, and reuse correlation ids: an alert's is the path of its resource.
 * The hub upper-cases operations and paths, and users' names come in any case.
 */
const azureActivity = ({ azureDeduplicated }: LakeTables, period: Period): string => `
  SELECT 'Azure' AS cloud, e.cloud.account.uid AS account, ${happenedAt} AS happened_at,
    lower(coalesce(e.actor.user.name, e.actor.user.uid, e.actor.invoked_by)) AS actor,
    lower(e.api.operation) AS operation, lower((element_at(e.resources, 1)).uid) AS resource, e.activity_id AS activity_id,
    CASE e.status_id WHEN 1 THEN 'Success' WHEN 2 THEN 'Failure' ELSE coalesce(e.status, 'Unknown') END AS outcome,
    CASE WHEN e.status_id = 2 THEN coalesce(e.api.response.error, e.status_code, e.status) END AS error,
    coalesce(e.src_endpoint.ip, e.src_endpoint.svc_name) AS address, e.cloud.region AS region,
    CASE WHEN e.metadata.log_name = 'Administrative' THEN coalesce(e.metadata.correlation_uid, e.metadata.uid) ELSE e.metadata.uid END AS call,
    CASE WHEN e.status_id = 99 THEN e.time - ${beforeAnyOutcome} ELSE e.time END AS finality
  FROM ${azureDeduplicated} AS e
  WHERE ${azureCondition(period)}`;

/** Security Lake may hold a CloudTrail event twice; its id says so. An event without an error code has succeeded. */
const cloudTrailActivity = (cloudTrail: string, period: Period): string => `
  SELECT 'AWS' AS cloud, e.accountid AS account, ${happenedAt} AS happened_at,
    coalesce(e.actor.user.name, e.actor.user.uid, e.actor.invoked_by) AS actor,
    e.api.operation AS operation, (element_at(e.resources, 1)).uid AS resource, e.activity_id AS activity_id,
    CASE WHEN e.api.response.error IS NULL THEN 'Success' ELSE 'Failure' END AS outcome, e.api.response.error AS error,
    coalesce(e.src_endpoint.ip, e.src_endpoint.domain) AS address, e.cloud.region AS region,
    e.metadata.uid AS call, e.time AS finality
  FROM (
    SELECT e.*, row_number() OVER (PARTITION BY e.accountid, e.time, e.metadata.uid ORDER BY e.region) AS copy
    FROM ${cloudTrail} AS e
    WHERE ${cloudTrailCondition(period)}
  ) AS e
  WHERE e.copy = 1`;

const happenedAt = "date_add('millisecond', e.time, TIMESTAMP '1970-01-01 00:00:00.000')";

/** More than any time in milliseconds: what was said before the end never outranks the end. */
const beforeAnyOutcome = '1000000000000000';
