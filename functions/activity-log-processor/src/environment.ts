import * as z from 'zod';

/** Comma-separated subscription ids, lower-cased. */
const subscriptionIds = z
  .string()
  .transform(text =>
    text
      .split(',')
      .map(id => id.trim().toLowerCase())
      .filter(id => id !== ''),
  )
  .pipe(z.array(z.string()).min(1));

const positiveInteger = z.coerce.number().int().positive();

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod only. */
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
    /** `https://<account>.blob.core.windows.net/insights-activity-logs` */
    CONTAINER_URL: z.url(),
    AZURE_AUTHENTICATION: z.enum(['web-identity', 'connection-string']),
    /** For `web-identity`. */
    AZURE_TENANT_ID: z.string().min(1).optional(),
    /** For `web-identity`: client id of the user-assigned identity that trusts this function's role. */
    AZURE_CLIENT_ID: z.string().min(1).optional(),
    /** For `connection-string`: a Secrets Manager secret, read at run time. */
    CONNECTION_STRING_SECRET_ARN: z.string().min(1).optional(),
    /** Requests to the destination under way at once. */
    MAX_CONCURRENT_REQUESTS: positiveInteger,
    /** Events that may be sent beyond the committed offset: what a crash repeats at most. */
    MAX_STEP_EVENTS: positiveInteger,
  })
  .superRefine((values, context) => {
    const demand = (key: keyof typeof values, when: string) => {
      if (values[key] === undefined) context.addIssue({ code: 'custom', path: [key], message: `required when ${when}` });
    };
    if (values.DESTINATION === 'cloudtrail-lake') demand('CHANNEL_ARN', 'DESTINATION is cloudtrail-lake');
    if (values.DESTINATION === 'cloudwatch-logs') {
      demand('LOG_GROUP_NAME', 'DESTINATION is cloudwatch-logs');
      demand('LOG_RETENTION_DAYS', 'DESTINATION is cloudwatch-logs');
      demand('ARCHIVE_BUCKET', 'DESTINATION is cloudwatch-logs');
    }
    if (values.AZURE_AUTHENTICATION === 'web-identity') {
      demand('AZURE_TENANT_ID', 'AZURE_AUTHENTICATION is web-identity');
      demand('AZURE_CLIENT_ID', 'AZURE_AUTHENTICATION is web-identity');
    } else demand('CONNECTION_STRING_SECRET_ARN', 'AZURE_AUTHENTICATION is connection-string');
  });

export type ActivityLogProcessorSettings = z.output<typeof environmentSchema>;

type Inputs = z.input<typeof environmentSchema>;
type RequiredKeys = { [K in keyof Inputs]-?: undefined extends Inputs[K] ? never : K }[keyof Inputs];

/** What the construct supplies: a missing required variable does not compile. */
export type ActivityLogProcessorEnvironment = Record<RequiredKeys, string> & Partial<Record<Exclude<keyof Inputs, RequiredKeys>, string>>;
