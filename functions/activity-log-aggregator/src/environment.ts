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

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod only. */
export const environmentSchema = z
  .object({
    SUBSCRIPTION_IDS: subscriptionIds,
    STATE_TABLE_NAME: z.string().min(1),
    /** Days that a blob's state outlives the last write: at least the blobs' lifecycle plus 30 days. */
    STATE_TTL_DAYS: z.coerce.number().int().positive(),
    HINT_QUEUE_URL: z.url(),
    /** First hour that a first run lists, UTC ISO 8601; absent: the oldest blob's. */
    START_AT: z.iso.datetime().optional(),
    /** `https://<account>.blob.core.windows.net/insights-activity-logs` */
    CONTAINER_URL: z.url(),
    AZURE_AUTHENTICATION: z.enum(['web-identity', 'connection-string']),
    /** For `web-identity`. */
    AZURE_TENANT_ID: z.string().min(1).optional(),
    /** For `web-identity`: client id of the user-assigned identity that trusts this function's role. */
    AZURE_CLIENT_ID: z.string().min(1).optional(),
    /** For `connection-string`: a Secrets Manager secret, read at run time. */
    CONNECTION_STRING_SECRET_ARN: z.string().min(1).optional(),
  })
  .superRefine((values, context) => {
    const demand = (key: keyof typeof values, when: string) => {
      if (values[key] === undefined) context.addIssue({ code: 'custom', path: [key], message: `required when ${when}` });
    };
    if (values.AZURE_AUTHENTICATION === 'web-identity') {
      demand('AZURE_TENANT_ID', 'AZURE_AUTHENTICATION is web-identity');
      demand('AZURE_CLIENT_ID', 'AZURE_AUTHENTICATION is web-identity');
    } else demand('CONNECTION_STRING_SECRET_ARN', 'AZURE_AUTHENTICATION is connection-string');
  });

export type ActivityLogAggregatorSettings = z.output<typeof environmentSchema>;

type Inputs = z.input<typeof environmentSchema>;
type RequiredKeys = { [K in keyof Inputs]-?: undefined extends Inputs[K] ? never : K }[keyof Inputs];

/** What the construct supplies: a missing required variable does not compile. */
export type ActivityLogAggregatorEnvironment = Record<RequiredKeys, string> & Partial<Record<Exclude<keyof Inputs, RequiredKeys>, string>>;
