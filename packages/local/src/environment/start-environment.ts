import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '@audit-bridge/config';
import { forwarderComponent } from '@audit-bridge/operations/status/hub-metrics';
import type { LocalClouds } from '../clouds/local-clouds';
import type { DestinationName } from '../cloudtrail-lake/destination-name';
import { startAwsGateway } from '../emulators/aws-gateway/aws-gateway';
import { startGraph } from '../emulators/graph/graph';
import type { Component } from '../emulators/log-analytics/component';
import { startLogAnalytics } from '../emulators/log-analytics/log-analytics';
import { startResourceManager } from '../emulators/resource-manager/resource-manager';
import type { Running } from '../emulators/running';
import { person } from '../emulators/test-tenant';
import type { Row } from '../kusto';
import type { PipelineName } from '../pipelines/pipeline-name';
import type { RecordSource } from '../records/record-source';
import { awsRoutes } from './aws-routes';
import { createDeadLetterQueues } from './dead-letter-queues';
import type { EnvironmentDescription } from './environment-description';
import { graphRoutes } from './graph-routes';
import type { LocalState } from './local-state';
import { resourceManagerRoutes, workspaceId } from './resource-manager-routes';

export interface StartEnvironmentProps {
  readonly clouds: LocalClouds;
  /** The run's folder. */
  readonly output: string;
  readonly pipelines: readonly PipelineName[];
  readonly destination: DestinationName;
  /** What the pipelines of the activity log were given. */
  readonly records: RecordSource;
  /** What the Activity Log's REST interface has besides: it was never exported. */
  readonly history: RecordSource;
}

/** Starts what an operator's commands ask beside the pipelines' own services, once those have started. */
export async function startEnvironment(running: Running, props: StartEnvironmentProps): Promise<EnvironmentDescription> {
  const { clouds, destination, history, output, pipelines, records } = props;
  const { arrivals, environment, functions, triggers } = clouds;
  const state: LocalState = { environment, functions, triggers, output, pipelines, records, history, arrivals };
  const [moto, certificate, { entra }] = await Promise.all([clouds.moto(), clouds.certificate(), clouds.webIdentity()]);
  const tokens = { issuer: entra.issuer, publicKey: entra.publicKey, clientIds: [person.clientId] };
  const workspace = { id: workspaceId, rows: () => readRows(join(output, 'access-keys', 'rows.jsonl')), dcrLogErrors: () => [] };
  const hasActivityLog = pipelines.some(name => name !== 'access-keys');
  const [gateway, resourceManager, graph, logAnalytics, azurite, eventHubs] = await Promise.all([
    running.add(startAwsGateway({ target: moto.url, routes: awsRoutes(state) })),
    running.add(startResourceManager({ certificate, tokens, routes: resourceManagerRoutes(state) })),
    running.add(startGraph({ certificate, tokens, routes: graphRoutes(state) })),
    running.add(
      startLogAnalytics({
        certificate,
        tokens,
        workspaces: [workspace],
        components: [componentOf(environment, () => clouds.traces.rows())],
      }),
    ),
    hasActivityLog ? clouds.azurite() : undefined,
    pipelines.includes('security-lake') ? clouds.eventHubs() : undefined,
  ]);
  await createDeadLetterQueues(moto.url);
  clouds.metrics.publishTo(moto.url);
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    output,
    pipelines,
    subscriptionIds: environment.azure.subscriptionIds,
    memberAccountIds: clouds.memberAccountIds,
    destination,
    awsEndpoint: gateway.url,
    certificatePath: certificate.certificatePath,
    authorityHost: entra.url,
    resourceManagerUrl: resourceManager.url,
    graphUrl: graph.url,
    logAnalyticsUrl: logAnalytics.url,
    ...(azurite === undefined ? {} : { storageUrl: azurite.accountUrl }),
    ...(eventHubs === undefined ? {} : { eventHubsConnectionString: eventHubs.connectionString }),
  };
}

/** What the forwarder writes to. */
function componentOf(environment: Environment, traces: Component['traces']): Component {
  const { name, resourceGroup } = forwarderComponent(environment);
  const group = `/subscriptions/${environment.azure.subscriptionId}/resourceGroups/${resourceGroup}`;
  return { resourceId: `${group}/providers/Microsoft.Insights/components/${name}`, traces };
}

/** What the workspace's table holds; nothing where no report has come yet. */
async function readRows(path: string): Promise<readonly Row[]> {
  const content = await readFile(path, 'utf8').catch(() => '');
  return content
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}
