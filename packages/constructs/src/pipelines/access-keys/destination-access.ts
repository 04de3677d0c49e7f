import { azureTokenStatement } from '../../building-blocks/azure-token-statement';
import type { IamStatement } from '../../building-blocks/iam-policy';
import { secretStatements } from '../../building-blocks/secret-statements';
import type { ReportDestination } from './report-destination';

/** Tells the function where its report goes. */
export function destinationVariables(destination: ReportDestination) {
  return destination.kind === 'logs-ingestion'
    ? {
        TRANSPORT: destination.kind,
        INGESTION_ENDPOINT: destination.endpoint,
        DATA_COLLECTION_RULE_ID: destination.ruleId,
        STREAM_NAME: destination.streamName,
        INGESTION_AUDIENCE: destination.ingestionAudience,
        AZURE_TENANT_ID: destination.tenantId,
        AZURE_CLIENT_ID: destination.clientId,
      }
    : {
        TRANSPORT: destination.kind,
        DATA_COLLECTOR_ENDPOINT: destination.endpoint,
        WORKSPACE_ID: destination.workspaceId,
        WORKSPACE_KEY_SECRET_ARN: destination.secretArn,
        LOG_TYPE: destination.logType,
      };
}

/** Variables of the SDKs, not of the function: where tokens are asked for outside the public cloud. */
export function sdkVariables(destination: ReportDestination): Readonly<Record<string, string | undefined>> {
  return destination.kind === 'logs-ingestion' ? { AZURE_AUTHORITY_HOST: destination.authorityHost } : {};
}

/** What the function's role needs to send there: a token, or the one secret; never both. */
export function destinationStatements(destination: ReportDestination): readonly IamStatement[] {
  return destination.kind === 'logs-ingestion' ? [azureTokenStatement(destination.federationAudience)] : secretStatements(destination);
}
