import type { Question } from './question';

/**
 * What was done to storage accounts, by whom, with which outcome, and from when to when.
 *
 * In CloudTrail Lake:
 * ```sql
 * SELECT eventData.eventName AS operation, eventData.userIdentity.principalId AS actor, eventData.errorCode AS error,
 *   count(*) AS events, min(eventData.eventTime) AS first, max(eventData.eventTime) AS last
 * FROM <event data store id>
 * WHERE eventData.eventSource = 'microsoft.storage'
 * GROUP BY eventData.eventName, eventData.userIdentity.principalId, eventData.errorCode
 * ORDER BY last DESC
 * ```
 */
export const storageOperations: Question = {
  title: 'Operations on storage accounts',
  sql: `
    SELECT lower(event_name) AS operation, coalesce(name, principal_id) AS actor, coalesce(error_code, status) AS status, count(*) AS events, min(event_time) AS first, max(event_time) AS last
    FROM events
    WHERE lower(event_source) = 'microsoft.storage'
    GROUP BY ALL
    ORDER BY last DESC, operation, actor, status
  `,
};
