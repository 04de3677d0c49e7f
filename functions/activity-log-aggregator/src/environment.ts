import {
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
    SUBSCRIPTION_IDS: subscriptionIds(),
    STATE_TABLE_NAME: text,
    /** Days that a blob's state outlives the last write: at least the blobs' lifecycle plus 30 days. */
    STATE_TTL_DAYS: positiveInteger,
    HINT_QUEUE_URL: z.url(),
    /** First hour that a first run lists, UTC ISO 8601; absent: the oldest blob's. */
    START_AT: z.optional(z.iso.datetime()),
    ...containerVariables(),
  })
  .check(demandBy('AZURE_AUTHENTICATION', containerDemands));

export type ActivityLogAggregatorSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type ActivityLogAggregatorEnvironment = SuppliedVariables<typeof environmentSchema>;
