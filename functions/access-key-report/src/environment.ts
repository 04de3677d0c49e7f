import { accountId, demandBy, matching, positiveInteger, type SuppliedVariables, text } from '@audit-bridge/function-environment/variables';
import * as z from 'zod/mini';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod/mini and kinds of variables only. */
export const environmentSchema = z
  .object({
    /** Where the function runs: reported with its own role. */
    ACCOUNT_ID: accountId,
    /** Which accounts are reported: this one, this one and those listed, or every active one of the organization. */
    ACCOUNTS: z.enum(['own', 'members', 'organization']),
    /** For `members`: comma-separated. */
    MEMBER_ACCOUNT_IDS: z.optional(
      z.pipe(
        matching(/^\d{12}(,\d{12})*$/),
        z.transform((list: string) => list.split(',')),
      ),
    ),
    /** For `members` and `organization`: the role that each other account has for this function. */
    MEMBER_ROLE_NAME: z.optional(text),
    /** For `own` and `members`, where this account may list its organization: each run then looks which accounts nobody reads. */
    ORGANIZATION_ID: z.optional(matching(/^o-[a-z0-9]{10,32}$/)),
    /** The KMS key (HMAC_256) that key ids are hashed with. */
    PSEUDONYM_KEY_ARN: text,
    /** Calls to IAM under way at once, all accounts together. */
    MAX_CONCURRENT_CALLS: positiveInteger,
    TRANSPORT: z.enum(['logs-ingestion', 'data-collector']),
    /** For `logs-ingestion`. */
    INGESTION_ENDPOINT: z.optional(z.url()),
    /** For `logs-ingestion`: `dcr-…`. */
    DATA_COLLECTION_RULE_ID: z.optional(text),
    /** For `logs-ingestion`. */
    STREAM_NAME: z.optional(text),
    /** For `logs-ingestion`: token scope without `/.default`; other clouds have others. */
    INGESTION_AUDIENCE: z.optional(z.url()),
    /** For `logs-ingestion`. */
    AZURE_TENANT_ID: z.optional(z.guid()),
    /** For `logs-ingestion`: the identity whose federated credential trusts this function's role. */
    AZURE_CLIENT_ID: z.optional(z.guid()),
    /** For `logs-ingestion` outside the public cloud. The Azure SDK's own; wrong, it would be noticed only with the first upload. */
    AZURE_AUTHORITY_HOST: z.optional(z.url({ protocol: /^https$/ })),
    /** For `data-collector`: `https://<workspace id>.ods.opinsights.azure.com`. */
    DATA_COLLECTOR_ENDPOINT: z.optional(z.url()),
    /** For `data-collector`. */
    WORKSPACE_ID: z.optional(z.guid()),
    /** For `data-collector`: the secret that holds the workspace's shared key. */
    WORKSPACE_KEY_SECRET_ARN: z.optional(text),
    /** For `data-collector`: the table's name without `_CL`. */
    LOG_TYPE: z.optional(matching(/^[A-Za-z0-9_]{1,100}$/)),
  })
  .check(
    demandBy('TRANSPORT', {
      'logs-ingestion': [
        'INGESTION_ENDPOINT',
        'DATA_COLLECTION_RULE_ID',
        'STREAM_NAME',
        'INGESTION_AUDIENCE',
        'AZURE_TENANT_ID',
        'AZURE_CLIENT_ID',
      ],
      'data-collector': ['DATA_COLLECTOR_ENDPOINT', 'WORKSPACE_ID', 'WORKSPACE_KEY_SECRET_ARN', 'LOG_TYPE'],
    }),
    demandBy('ACCOUNTS', { own: [], members: ['MEMBER_ACCOUNT_IDS', 'MEMBER_ROLE_NAME'], organization: ['MEMBER_ROLE_NAME'] }),
  );

export type AccessKeyReportSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type AccessKeyReportEnvironment = SuppliedVariables<typeof environmentSchema>;

/** What starts a run. Scheduler fills both in; whoever starts one by hand may leave them out. */
export interface ReportRequest {
  /** `<aws.scheduler.scheduled-time>`: names the run, the same in each retry. */
  readonly scheduledTime?: string;
}
