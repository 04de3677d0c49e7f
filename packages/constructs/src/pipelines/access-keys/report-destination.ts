/** Where the report goes, and who brings it: the Azure half gives it, or a test with literal values. */
export type ReportDestination =
  | {
      readonly kind: 'logs-ingestion';
      /** Of the data collection endpoint: `https://….ingest.monitor.azure.com`. */
      readonly endpoint: string;
      /** Immutable id of the data collection rule. */
      readonly ruleId: string;
      readonly streamName: string;
      /** What a token for the endpoint is asked for, without `/.default`. */
      readonly ingestionAudience: string;
      readonly tenantId: string;
      /** The identity whose federated credential trusts the function's role. */
      readonly clientId: string;
      /** Audience of the assertion that the identity trusts. */
      readonly federationAudience: string;
      /** Absent in the public cloud. */
      readonly authorityHost: string | undefined;
    }
  | {
      readonly kind: 'data-collector';
      /** `https://<workspace id>.ods.opinsights.azure.com` */
      readonly endpoint: string;
      readonly workspaceId: string;
      readonly logType: string;
      readonly secretArn: string;
      readonly secretKmsKeyArn: string | undefined;
    };
