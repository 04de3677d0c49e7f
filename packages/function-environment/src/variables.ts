import * as z from 'zod';

/** Comma-separated subscription ids, lower-cased. */
export const subscriptionIds = z
  .string()
  .transform(text =>
    text
      .split(',')
      .map(id => id.trim().toLowerCase())
      .filter(id => id !== ''),
  )
  .pipe(z.array(z.string()).min(1));

export const positiveInteger = z.coerce.number().int().positive();

/** What a function that reads the activity log container needs. */
export const containerVariables = {
  /** `https://<account>.blob.core.windows.net/insights-activity-logs` */
  CONTAINER_URL: z.url(),
  AZURE_AUTHENTICATION: z.enum(['web-identity', 'connection-string']),
  /** For `web-identity`. */
  AZURE_TENANT_ID: z.string().min(1).optional(),
  /** For `web-identity`: client id of the user-assigned identity that trusts this function's role. */
  AZURE_CLIENT_ID: z.string().min(1).optional(),
  /** For `connection-string`: a Secrets Manager secret, read at run time. */
  CONNECTION_STRING_SECRET_ARN: z.string().min(1).optional(),
} as const;

/** Which of the optional variables a value of another one demands. */
export type Demands = Readonly<Record<string, readonly string[]>>;

export const containerDemands: Demands = {
  'web-identity': ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'],
  'connection-string': ['CONNECTION_STRING_SECRET_ARN'],
};

/**
 * For a schema's `superRefine`: reports each variable that is missing although another one's value demands it.
 *
 * @param chooser the variable whose value decides
 */
export function demandBy<Values extends Readonly<Record<string, unknown>>>(chooser: keyof Values & string, demands: Demands) {
  return (values: Values, context: z.RefinementCtx): void => {
    const choice = String(values[chooser]);
    for (const name of demands[choice] ?? []) {
      if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `required when ${chooser} is ${choice}` });
    }
  };
}

type RequiredKeys<Inputs> = { [Key in keyof Inputs]-?: undefined extends Inputs[Key] ? never : Key }[keyof Inputs];

/** What a construct supplies for a schema: a missing required variable does not compile. */
export type SuppliedVariables<Schema extends z.ZodType<unknown, Readonly<Record<string, unknown>>>> = Record<
  RequiredKeys<z.input<Schema>> & string,
  string
> &
  Partial<Record<Exclude<keyof z.input<Schema>, RequiredKeys<z.input<Schema>>> & string, string>>;
