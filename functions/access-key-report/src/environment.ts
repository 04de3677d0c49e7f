import { demandBy, positiveInteger, type SuppliedVariables } from '@audit-bridge/function-environment/variables';
import * as z from 'zod';

/** The variables of the function; its construct must supply exactly these keys. A leaf: it imports zod and kinds of variables only. */
export const environmentSchema = z
  .object({
    /** Where the function runs: reported with its own role. */
    ACCOUNT_ID: z.string().regex(/^\d{12}$/),
    /** Which accounts are reported: this one, this one and those listed, or every active one of the organization. */
    ACCOUNTS: z.enum(['own', 'members', 'organization']),
    /** For `members`: comma-separated. */
    MEMBER_ACCOUNT_IDS: z
      .string()
      .regex(/^\d{12}(,\d{12})*$/)
      .transform(text => text.split(','))
      .optional(),
    /** For `members` and `organization`: the role that each other account has for this function. */
    MEMBER_ROLE_NAME: z.string().min(1).optional(),
    /** The KMS key (HMAC_256) that key ids are hashed with. */
    PSEUDONYM_KEY_ARN: z.string().min(1),
    /** Calls to IAM under way at once, all accounts together. */
    MAX_CONCURRENT_CALLS: positiveInteger,
    TRANSPORT: z.enum(['logs-ingestion', 'data-collector']),
    /** For `logs-ingestion`. */
    INGESTION_ENDPOINT: z.url().optional(),
    /** For `logs-ingestion`: `dcr-…`. */
    DATA_COLLECTION_RULE_ID: z.string().min(1).optional(),
    /** For `logs-ingestion`. */
    STREAM_NAME: z.string().min(1).optional(),
    /** For `logs-ingestion`: token scope without `/.default`; other clouds have others. */
    INGESTION_AUDIENCE: z.url().optional(),
    /** For `logs-ingestion`. */
    AZURE_TENANT_ID: z.guid().optional(),
    /** For `logs-ingestion`: the identity whose federated credential trusts this function's role. */
    AZURE_CLIENT_ID: z.guid().optional(),
    /** For `data-collector`: `https://<workspace id>.ods.opinsights.azure.com`. */
    DATA_COLLECTOR_ENDPOINT: z.url().optional(),
    /** For `data-collector`. */
    WORKSPACE_ID: z.guid().optional(),
    /** For `data-collector`: the secret that holds the workspace's shared key. */
    WORKSPACE_KEY_SECRET_ARN: z.string().min(1).optional(),
    /** For `data-collector`: the table's name without `_CL`. */
    LOG_TYPE: z
      .string()
      .regex(/^[A-Za-z0-9_]{1,100}$/)
      .optional(),
  })
  .superRefine(
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
  )
  .superRefine(demandBy('ACCOUNTS', { own: [], members: ['MEMBER_ACCOUNT_IDS', 'MEMBER_ROLE_NAME'], organization: ['MEMBER_ROLE_NAME'] }));

export type AccessKeyReportSettings = z.output<typeof environmentSchema>;

/** What the construct supplies: a missing required variable does not compile. */
export type AccessKeyReportEnvironment = SuppliedVariables<typeof environmentSchema>;

/** What starts a run. Scheduler fills both in; whoever starts one by hand may leave them out. */
export interface ReportRequest {
  /** `<aws.scheduler.scheduled-time>`: names the run, the same in each retry. */
  readonly scheduledTime?: string;
}
