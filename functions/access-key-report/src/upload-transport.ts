import type { Clock, Randomness } from '@audit-bridge/backoff';
import { CachedSecret } from '@audit-bridge/cached-secret';
import { createDataCollector } from '@audit-bridge/log-analytics/data-collector';
import { createLogsIngestion } from '@audit-bridge/log-analytics/logs-ingestion';
import type { RecordUpload } from '@audit-bridge/log-analytics/record-upload';
import { WebIdentityCredential } from '@audit-bridge/web-identity';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import type { AccessKeyReportSettings } from './environment';

export interface TransportProps {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly onRetry: () => void;
}

/** The way into the table that the environment chooses. Keep one per process: it holds the token, or the key. */
export function openUpload(environment: AccessKeyReportSettings, props: TransportProps): RecordUpload {
  if (environment.TRANSPORT === 'data-collector') {
    const secretArn = environment.WORKSPACE_KEY_SECRET_ARN ?? '';
    return createDataCollector({
      endpoint: environment.DATA_COLLECTOR_ENDPOINT ?? '',
      workspaceId: environment.WORKSPACE_ID ?? '',
      logType: environment.LOG_TYPE ?? '',
      sharedKey: new CachedSecret({ client: new SecretsManagerClient({ maxAttempts: 6 }), secretArn, clock: props.clock }),
      timeGeneratedField: 'loggedDate',
      ...props,
    });
  }
  const identity = { tenantId: environment.AZURE_TENANT_ID ?? '', clientId: environment.AZURE_CLIENT_ID ?? '' };
  // The client's endpoint is the region's own: the global one does not give web identity tokens.
  const openCredential = () =>
    new WebIdentityCredential({ client: new STSClient(), ...identity, clock: props.clock, randomness: props.randomness });
  return createLogsIngestion({
    endpoint: environment.INGESTION_ENDPOINT ?? '',
    ruleId: environment.DATA_COLLECTION_RULE_ID ?? '',
    streamName: environment.STREAM_NAME ?? '',
    ...(environment.INGESTION_AUDIENCE !== undefined && { audience: environment.INGESTION_AUDIENCE }),
    openCredential,
    ...props,
  });
}
