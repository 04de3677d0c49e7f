import type { Question } from './question';

/**
 * What failed, why, and for whom. Only a failure has an error code.
 *
 * In CloudTrail Lake:
 * ```sql
 * SELECT lower(eventData.eventName) AS operation, eventData.errorCode AS error, eventData.userIdentity.principalId AS actor,
 *   count(*) AS events, max(eventData.eventTime) AS last
 * FROM <event data store id>
 * WHERE eventData.errorCode IS NOT NULL
 * GROUP BY lower(eventData.eventName), eventData.errorCode, eventData.userIdentity.principalId
 * ORDER BY events DESC
 * ```
 */
export const failures: Question = {
  title: 'What failed',
  sql: `
    SELECT lower(event_name) AS operation, error_code AS error, coalesce(name, principal_id) AS actor, count(*) AS events, max(event_time) AS last
    FROM events
    WHERE error_code IS NOT NULL
    GROUP BY ALL
    ORDER BY events DESC, operation, error, actor
  `,
};
