import { demandWith, positiveInteger, type SuppliedVariables, subscriptionIds, text } from '@audit-bridge/function-environment/variables';
import * as z from 'zod/mini';

/**
 * The name of the trigger's connection: the Functions host reads `EVENT_HUB__fullyQualifiedNamespace`, `EVENT_HUB__credential` and
 * `EVENT_HUB__clientId`, and on one machine a connection string in `EVENT_HUB`.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#identity-based-connections
 */
export const eventHubConnection = 'EVENT_HUB';

/** What the app's functions are called: a deploy looks for both in the app. */
export const hubFunctionName = 'forward-activity-log';
export const timerFunctionName = 'forward-parked-records';
/** Only in an app that has `MANAGEMENT_GROUP_ID`. */
export const coverageFunctionName = 'look-for-subscriptions';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod/mini and kinds of variables only. */
export const environmentSchema = z
  .object({
    /** The trigger's binding names it as `%EVENT_HUB_NAME%`. */
    EVENT_HUB_NAME: text,
    /** The trigger's binding names it as `%EVENT_HUB_CONSUMER_GROUP%`. */
    EVENT_HUB_CONSUMER_GROUP: text,
    /** NCRONTAB of the run that sends parked records on; the timer's binding names it as `%PARKED_RECORDS_SCHEDULE%`. */
    PARKED_RECORDS_SCHEDULE: text,
    /** Records of other subscriptions are parked. */
    SUBSCRIPTION_IDS: subscriptionIds(),
    /** The Kinesis stream's name. */
    STREAM_NAME: text,
    /** The stream's Region. */
    AWS_REGION: text,
    /** The role that trusts the function's identity. */
    AWS_ROLE_ARN: text,
    /** The Entra application's identifier URI: what the token for AWS is asked for. */
    TOKEN_AUDIENCE: text,
    /** Client id of the function's user-assigned identity. */
    AZURE_CLIENT_ID: text,
    /** `https://<account>.blob.core.windows.net/<container>`: takes parked records and the partitions' last sequence numbers. */
    PARKING_CONTAINER_URL: z.url(),
    /** PutRecords requests under way at once, for one invocation. */
    MAX_CONCURRENT_REQUESTS: positiveInteger,
    /** How long the rows that Kinesis refused are sent again, before they are parked. */
    DELIVERY_TIMEOUT_SECONDS: positiveInteger,
    /** Below it are the subscriptions that should all be collected from; absent: nobody looks. */
    MANAGEMENT_GROUP_ID: z.optional(text),
    /** NCRONTAB of the run that looks; the timer's binding names it as `%COVERAGE_SCHEDULE%`. */
    COVERAGE_SCHEDULE: z.optional(text),
    /** Whose subscriptions count. */
    TENANT_ID: z.optional(text),
    /** `https://management.azure.com` */
    RESOURCE_MANAGER_URL: z.optional(z.url()),
    /** What tokens for it are asked for, without `/.default`. */
    RESOURCE_MANAGER_AUDIENCE: z.optional(z.url()),
  })
  .check(demandWith('MANAGEMENT_GROUP_ID', ['COVERAGE_SCHEDULE', 'TENANT_ID', 'RESOURCE_MANAGER_URL', 'RESOURCE_MANAGER_AUDIENCE']));

export type ActivityLogForwarderSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing variable does not compile. */
export type ActivityLogForwarderEnvironment = SuppliedVariables<typeof environmentSchema>;
