import * as z from 'zod/mini';

/** Not empty. */
export const text = z.string().check(z.minLength(1));

/** The whole of the text, so begin with `^` and end with `$`. */
export const matching = (pattern: RegExp) => z.string().check(z.regex(pattern));

export const accountId = matching(/^\d{12}$/);

export const positiveInteger = z.coerce.number().check(z.int(), z.positive());

/** Comma-separated subscription ids, lower-cased. Made where it is called: a function that has none does not pay for it. */
export const subscriptionIds = () =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((list: string) =>
        list
          .split(',')
          .map(id => id.trim().toLowerCase())
          .filter(id => id !== ''),
      ),
    ),
    z.array(z.string()).check(z.minLength(1)),
  );

/** What a function that reads the activity log container needs. */
export const containerVariables = () => ({
  /** `https://<account>.blob.core.windows.net/insights-activity-logs` */
  CONTAINER_URL: z.url(),
  AZURE_AUTHENTICATION: z.enum(['web-identity', 'connection-string']),
  /** For `web-identity`. */
  AZURE_TENANT_ID: z.optional(text),
  /** For `web-identity`: client id of the user-assigned identity that trusts this function's role. */
  AZURE_CLIENT_ID: z.optional(text),
  /** For `connection-string`: a Secrets Manager secret, read at run time. */
  CONNECTION_STRING_SECRET_ARN: z.optional(text),
});

/** Which of the optional variables a value of another one demands. */
export type Demands = Readonly<Record<string, readonly string[]>>;

export const containerDemands: Demands = {
  'web-identity': ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'],
  'connection-string': ['CONNECTION_STRING_SECRET_ARN'],
};

/**
 * A check of a schema: reports each variable that is missing although another one's value demands it.
 *
 * @param chooser the variable whose value decides
 */
export function demandBy<Values extends Readonly<Record<string, unknown>>>(chooser: keyof Values & string, demands: Demands) {
  return z.superRefine<Values>((values, context) => {
    const choice = String(values[chooser]);
    for (const name of demands[choice] ?? []) {
      if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `required when ${chooser} is ${choice}` });
    }
  });
}

/** A check of a schema: reports each variable that is missing although another one is there. */
export function demandWith<Values extends Readonly<Record<string, unknown>>>(
  present: keyof Values & string,
  demanded: readonly (keyof Values & string)[],
) {
  return z.superRefine<Values>((values, context) => {
    if (values[present] === undefined) return;
    for (const name of demanded)
      if (values[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `required with ${present}` });
  });
}

type RequiredKeys<Inputs> = { [Key in keyof Inputs]-?: undefined extends Inputs[Key] ? never : Key }[keyof Inputs];

/** What a construct supplies for a schema: a missing required variable does not compile. */
export type SuppliedVariables<Schema extends z.ZodMiniType<unknown, Readonly<Record<string, unknown>>>> = Record<
  RequiredKeys<z.input<Schema>> & string,
  string
> &
  Partial<Record<Exclude<keyof z.input<Schema>, RequiredKeys<z.input<Schema>>> & string, string>>;
