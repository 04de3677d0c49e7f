import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { bundleFunctions } from '@audit-bridge/bundling';
import { connectToAzurite, startLambda } from '@audit-bridge/local';
import { connectToMoto } from '@audit-bridge/local/cloudtrail-lake/clients';
import { startEmulators } from '@audit-bridge/local/cloudtrail-lake/emulators';
import { containerName, functionVariables } from '@audit-bridge/local/cloudtrail-lake/function-variables';
import { createResources } from '@audit-bridge/local/cloudtrail-lake/resources';
import type { Running } from '@audit-bridge/local/emulators/running';
import { crashAtRequest } from '../../emulated/crash-plan';
import { subscriptionId } from './schedule';

export const maxStepEvents = 100;
export const maxConcurrentBlobs = 2;
/** What a crashed processor has held comes back after this; a slow one loses its lease, which has to be harmless too. */
const visibilityTimeoutSeconds = 2;
/** A schedule breaks many deliveries of one hint: none of them is what the dead-letter queue is for. */
const maxReceiveCount = 100;

/** Starts the emulators, bundles the functions as they are deployed, and loads a module before them that ends their processes. */
export async function startFunctions(running: Running, crashPlanFile: string) {
  const [emulators, artifacts] = await Promise.all([
    startEmulators(running),
    bundleFunctions({ names: ['activity-log-aggregator', 'activity-log-processor'] }),
  ]);
  const { azurite, certificate, cloudTrailData, moto } = emulators;
  const clients = connectToMoto(moto.url);
  const container = connectToAzurite(azurite, certificate).getContainerClient(containerName);
  const [resources] = await Promise.all([createResources({ clients, visibilityTimeoutSeconds, maxReceiveCount }), container.create()]);
  const variables = functionVariables({
    emulators,
    resources,
    subscriptionIds: [subscriptionId],
    destination: { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: cloudTrailData.channelArn },
  });
  const start = (name: string, environment: Record<string, string>, maxConcurrency: number) =>
    running.add(
      startLambda({
        name,
        zipPath: artifacts[name]?.path ?? '',
        environment: { ...environment, CRASH_PLAN_FILE: crashPlanFile },
        maxConcurrency,
        preload: [crashAtRequest],
      }),
    );
  const smallSteps = { MAX_STEP_EVENTS: String(maxStepEvents), MAX_CONCURRENT_REQUESTS: '2' };
  const [aggregator, processor] = await Promise.all([
    start('activity-log-aggregator', variables.aggregator, 1),
    start('activity-log-processor', { ...variables.processor, ...smallSteps }, maxConcurrentBlobs),
  ]);
  const states = new DynamoDbBlobStates({
    client: clients.dynamodb,
    tableName: resources.stateTableName,
    clock: systemClock,
    randomness: systemRandomness,
    stateTtlDays: 1,
  });
  return { aggregator, processor, clients, resources, container, cloudTrailData, states };
}

export type EmulatedFunctions = Awaited<ReturnType<typeof startFunctions>>;
