import {
  containerDemands,
  containerVariables,
  demandBy,
  positiveInteger,
  type SuppliedVariables,
  subscriptionIds,
} from '@audit-bridge/function-environment/variables';
import * as z from 'zod';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod and kinds of variables only. */
export const environmentSchema = z
  .object({
    /** The AWS account of the channel: `recipientAccountId` of each event. */
    RECIPIENT_ACCOUNT_ID: z.string().regex(/^\d{12}$/),
    SUBSCRIPTION_IDS: subscriptionIds,
    STATE_TABLE_NAME: z.string().min(1),
    /** Days that a blob's state outlives the last write: at least the blobs' lifecycle plus 30 days. */
    STATE_TTL_DAYS: positiveInteger,
    HINT_QUEUE_URL: z.url(),
    FAILED_EVENTS_BUCKET: z.string().min(1),
    FAILED_EVENTS_QUEUE_URL: z.url(),
    DESTINATION: z.enum(['cloudtrail-lake', 'cloudwatch-logs']),
    /** For the destination `cloudtrail-lake`. */
    CHANNEL_ARN: z.string().min(1).optional(),
    /** For the destination `cloudwatch-logs`. */
    LOG_GROUP_NAME: z.string().min(1).optional(),
    /** For the destination `cloudwatch-logs`: days that the log group keeps an event; an older one goes to the archive. */
    LOG_RETENTION_DAYS: positiveInteger.optional(),
    /** For the destination `cloudwatch-logs`: takes what is too old for it. */
    ARCHIVE_BUCKET: z.string().min(1).optional(),
    ...containerVariables,
    /** Requests to the destination under way at once. */
    MAX_CONCURRENT_REQUESTS: positiveInteger,
    /** Events that may be sent beyond the committed offset: what a crash repeats at most. */
    MAX_STEP_EVENTS: positiveInteger,
  })
  .superRefine(
    demandBy('DESTINATION', {
      'cloudtrail-lake': ['CHANNEL_ARN'],
      'cloudwatch-logs': ['LOG_GROUP_NAME', 'LOG_RETENTION_DAYS', 'ARCHIVE_BUCKET'],
    }),
  )
  .superRefine(demandBy('AZURE_AUTHENTICATION', containerDemands));

export type ActivityLogProcessorSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type ActivityLogProcessorEnvironment = SuppliedVariables<typeof environmentSchema>;
