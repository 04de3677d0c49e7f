import type { Question } from './question';

/**
 * Who did what, how often, and when last. A call leaves two or three events under one correlation id: both numbers are shown.
 * The hub upper-cases operations, so they are counted whatever their case.
 *
 * In CloudTrail Lake:
 * ```sql
 * SELECT eventData.userIdentity.principalId AS actor, lower(eventData.eventName) AS operation, count(*) AS events, max(eventData.eventTime) AS last
 * FROM <event data store id>
 * GROUP BY eventData.userIdentity.principalId, lower(eventData.eventName)
 * ORDER BY events DESC
 * ```
 */
export const whoDidWhat: Question = {
  title: 'Who did what',
  sql: `
    SELECT coalesce(name, principal_id) AS actor, lower(event_name) AS operation, count(DISTINCT correlation_id) AS calls, count(*) AS events, max(event_time) AS last
    FROM events
    GROUP BY ALL
    ORDER BY events DESC, actor, operation
  `,
};
