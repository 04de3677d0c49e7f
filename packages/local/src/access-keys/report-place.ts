import { logType, streamColumns, streamName } from '@audit-bridge/access-key-records';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startDataCollector } from '../emulators/data-collector';
import type { IngestionEndpoint } from '../emulators/ingestion-endpoint';
import { startLogsIngestion } from '../emulators/logs-ingestion';
import type { Running } from '../emulators/running';
import { testRegion } from '../emulators/test-account';
import { type AccessKeysEmulators, reporterCredentials } from './emulators';
import { type TransportVariables, tableName } from './function-variables';
import type { TransportName } from './transport-name';

export interface ReportPlaceProps {
  readonly transport: TransportName;
  readonly emulators: AccessKeysEmulators;
  /** The rows are added to this file, as JSON lines. @default they are kept in memory alone */
  readonly rowsPath?: string;
}

/** Where the report arrives. */
export interface ReportPlace {
  readonly endpoint: IngestionEndpoint;
  /** What the function's construct would give it. */
  readonly variables: TransportVariables;
}

/** Starts the stand-in of Azure Monitor that a transport needs. */
export const startReportPlace = (running: Running, props: ReportPlaceProps): Promise<ReportPlace> =>
  props.transport === 'logs-ingestion' ? startLogsPlace(running, props) : startCollectorPlace(running, props);

async function startLogsPlace(running: Running, { emulators, rowsPath }: ReportPlaceProps): Promise<ReportPlace> {
  const { certificate, clientId, entra, tenantId } = emulators;
  const stream = streamName(tableName);
  const tokens = { issuer: entra.issuer, publicKey: entra.publicKey, clientIds: [clientId] };
  const endpoint = await running.add(startLogsIngestion({ streamName: stream, columns: streamColumns, tokens, certificate, rowsPath }));
  return {
    endpoint,
    variables: {
      TRANSPORT: 'logs-ingestion',
      INGESTION_ENDPOINT: endpoint.url,
      DATA_COLLECTION_RULE_ID: endpoint.ruleId,
      STREAM_NAME: stream,
      INGESTION_AUDIENCE: 'https://monitor.azure.com',
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
    },
  };
}

/** As good as any: the stand-in lives as long as a run. */
const sharedKey = Buffer.from('the shared key of no workspace').toString('base64');

async function startCollectorPlace(running: Running, { emulators, rowsPath }: ReportPlaceProps): Promise<ReportPlace> {
  const { certificate, moto } = emulators;
  const log = logType(tableName);
  const [endpoint, secretArn] = await Promise.all([
    running.add(startDataCollector({ sharedKeys: [sharedKey], logType: log, certificate, rowsPath })),
    createSecret(moto.url),
  ]);
  return {
    endpoint,
    variables: {
      TRANSPORT: 'data-collector',
      DATA_COLLECTOR_ENDPOINT: endpoint.url,
      WORKSPACE_ID: endpoint.workspaceId,
      WORKSPACE_KEY_SECRET_ARN: secretArn,
      LOG_TYPE: log,
    },
  };
}

async function createSecret(url: string): Promise<string> {
  const client = new SecretsManagerClient({ endpoint: url, region: testRegion, credentials: reporterCredentials });
  const { ARN = '' } = await client.send(new CreateSecretCommand({ Name: 'workspace-key', SecretString: sharedKey }));
  client.destroy();
  return ARN;
}
