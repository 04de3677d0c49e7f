import {
  accountId,
  containerDemands,
  containerVariables,
  demandBy,
  positiveInteger,
  type SuppliedVariables,
  subscriptionIds,
  text,
} from '@audit-bridge/function-environment/variables';
import * as z from 'zod/mini';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod/mini and kinds of variables only. */
export const environmentSchema = z
  .object({
    /** The AWS account of the channel: `recipientAccountId` of each event. */
    RECIPIENT_ACCOUNT_ID: accountId,
    SUBSCRIPTION_IDS: subscriptionIds(),
    STATE_TABLE_NAME: text,
    /** Days that a blob's state outlives the last write: at least the blobs' lifecycle plus 30 days. */
    STATE_TTL_DAYS: positiveInteger,
    HINT_QUEUE_URL: z.url(),
    FAILED_EVENTS_BUCKET: text,
    FAILED_EVENTS_QUEUE_URL: z.url(),
    DESTINATION: z.enum(['cloudtrail-lake', 'cloudwatch-logs']),
    /** For the destination `cloudtrail-lake`. */
    CHANNEL_ARN: z.optional(text),
    /** For the destination `cloudwatch-logs`. */
    LOG_GROUP_NAME: z.optional(text),
    /** For the destination `cloudwatch-logs`: days that the log group keeps an event; an older one goes to the archive. */
    LOG_RETENTION_DAYS: z.optional(positiveInteger),
    /** For the destination `cloudwatch-logs`: takes what is too old for it. */
    ARCHIVE_BUCKET: z.optional(text),
    ...containerVariables(),
    /** Requests to the destination under way at once. */
    MAX_CONCURRENT_REQUESTS: positiveInteger,
    /** Events that may be sent beyond the committed offset: what a crash repeats at most. */
    MAX_STEP_EVENTS: positiveInteger,
  })
  .check(
    demandBy('DESTINATION', {
      'cloudtrail-lake': ['CHANNEL_ARN'],
      'cloudwatch-logs': ['LOG_GROUP_NAME', 'LOG_RETENTION_DAYS', 'ARCHIVE_BUCKET'],
    }),
    demandBy('AZURE_AUTHENTICATION', containerDemands),
  );

export type ActivityLogProcessorSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type ActivityLogProcessorEnvironment = SuppliedVariables<typeof environmentSchema>;
