import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDbBlobStates } from '@audit-bridge/activity-log-blobs/dynamodb-blob-states';
import { systemClock, systemRandomness } from '@audit-bridge/backoff';
import { bundleFunctions } from '@audit-bridge/bundling';
import { connectToAzurite, type LambdaFunction, startLambda } from '@audit-bridge/local';
import { connectToMoto } from '@audit-bridge/local/cloudtrail-lake/clients';
import { startEmulators } from '@audit-bridge/local/cloudtrail-lake/emulators';
import { EventSource } from '@audit-bridge/local/cloudtrail-lake/event-source';
import { collectFailedRecords } from '@audit-bridge/local/cloudtrail-lake/failed-events';
import { containerName, functionVariables } from '@audit-bridge/local/cloudtrail-lake/function-variables';
import { createResources } from '@audit-bridge/local/cloudtrail-lake/resources';
import { Running } from '@audit-bridge/local/emulators/running';
import type { EmulatedPipeline, EmulatedRun, Violation } from '../../fault-pipeline';
import { accountFor } from './books';
import { describeSchedule, drawSchedule, type Schedule, subscriptionId } from './schedule';

const maxStepEvents = 100;
const maxConcurrentBlobs = 2;
/** What a crashed processor has held comes back after this; a slow one loses its lease, which has to be harmless too. */
const visibilityTimeoutSeconds = 2;
const longestWayToRestMilliseconds = 60_000;

/** Starts emulators, bundles the functions as they are deployed, and puts these between them with a module that ends their processes. */
export async function startEmulatedCloudTrailLake(): Promise<EmulatedPipeline> {
  const running = new Running();
  try {
    return await start(running);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function start(running: Running): Promise<EmulatedPipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-bridge-faults-'));
  running.add(Promise.resolve({ stop: () => rm(folder, { recursive: true, force: true }) }));
  const planFile = join(folder, 'crash-plan.json');
  const [emulators, artifacts] = await Promise.all([
    startEmulators(running),
    bundleFunctions({ names: ['activity-log-aggregator', 'activity-log-processor'] }),
    writePlan(planFile, { id: 'none', crashes: [] }),
  ]);
  const { cloudTrailData } = emulators;
  const clients = connectToMoto(emulators.moto.url);
  const container = connectToAzurite(emulators.azurite, emulators.certificate).getContainerClient(containerName);
  const [resources] = await Promise.all([createResources({ clients, visibilityTimeoutSeconds, maxReceiveCount: 100 }), container.create()]);
  const variables = functionVariables({
    emulators,
    resources,
    subscriptionIds: [subscriptionId],
    destination: { DESTINATION: 'cloudtrail-lake', CHANNEL_ARN: cloudTrailData.channelArn },
  });
  const startFunction = (name: keyof typeof variablesOf, maxConcurrency: number) =>
    running.add(
      startLambda({
        name,
        zipPath: artifacts[name]?.path ?? '',
        environment: { ...variablesOf[name], CRASH_PLAN_FILE: planFile },
        maxConcurrency,
        preload: [fileURLToPath(new URL('crash-at-request.mjs', import.meta.url))],
      }),
    );
  const variablesOf = {
    'activity-log-aggregator': variables.aggregator,
    'activity-log-processor': { ...variables.processor, MAX_STEP_EVENTS: String(maxStepEvents), MAX_CONCURRENT_REQUESTS: '2' },
  };
  const [aggregator, processor] = await Promise.all([
    startFunction('activity-log-aggregator', 1),
    startFunction('activity-log-processor', maxConcurrentBlobs),
  ]);
  const states = new DynamoDbBlobStates({
    client: clients.dynamodb,
    tableName: resources.stateTableName,
    clock: systemClock,
    randomness: systemRandomness,
    stateTtlDays: 1,
  });

  let brokenInvocations = 0;
  let duplicates = 0;
  let underWay = 0;
  let crashed = 0;
  /** Two processors on the one blob that is being written: one of them loses the race, and has sent up to a step by then. */
  const invoke = (event: unknown): Promise<unknown> => {
    if (underWay++ > 0) brokenInvocations++;
    return processor.invoke(event).finally(() => underWay--);
  };
  const source = new EventSource({
    sqs: clients.sqs,
    queue: resources.hints,
    invoke: event => {
      if (duplicates > 0) {
        duplicates--;
        void invoke(event).catch(() => undefined);
      }
      return invoke(event);
    },
    maxConcurrency: maxConcurrentBlobs,
    onFailure: () => {
      brokenInvocations++;
    },
  });
  source.start();
  running.add(Promise.resolve(source));
  return { run, stop: () => running.stop() };

  async function run(number: number): Promise<EmulatedRun> {
    const startedAt = performance.now();
    const schedule = drawSchedule(number, Date.now());
    brokenInvocations = 0;
    duplicates = schedule.duplicateDeliveries;
    const doubtful = injectDestinationFaults(schedule);
    await writePlan(planFile, { id: String(number), crashes: schedule.crashes });
    const restless = await play(schedule);
    const failed = await collectFailedRecords(clients, resources);
    const mostRepeats = doubtful() + brokenInvocations * maxStepEvents;
    const violations = restless ?? accountFor({ schedule, ledger: cloudTrailData.ledger, failed, mostRepeats });
    cloudTrailData.ledger.clear();
    return {
      schedule: number,
      violations,
      faults: describeSchedule(schedule),
      crashes: crashed,
      seconds: (performance.now() - startedAt) / 1000,
    };
  }

  /** @returns how many events were left in doubt by the answers so far */
  function injectDestinationFaults({ destinationFaults }: Schedule): () => number {
    const faults = [...destinationFaults];
    let events = 0;
    cloudTrailData.chooseFault = ({ ids }) => {
      const fault = faults.shift();
      if (fault?.kind === 'reset') events += ids.length;
      return fault;
    };
    return () => events;
  }

  async function play({ crashes, parts, path }: Schedule): Promise<Violation[] | undefined> {
    const blob = container.getAppendBlobClient(path);
    await blob.create();
    const last = parts.at(-1) ?? Buffer.alloc(0);
    for (const part of parts.slice(0, -1)) {
      await blob.appendBlock(part, part.length);
      await aggregate(aggregator);
      await sleep(200);
    }
    crashed = await crashesSoFar(crashes.length);
    cloudTrailData.chooseFault = undefined;
    await writePlan(planFile, { id: `${path} without faults`, crashes: [] });
    await blob.appendBlock(last, last.length);
    const lengthBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const giveUpAt = performance.now() + longestWayToRestMilliseconds;
    for (let look = 0; performance.now() < giveUpAt; look++) {
      if (look % 10 === 0) await aggregate(aggregator);
      const state = await states.get(path);
      if (state?.committedOffset === lengthBytes && state.completeEtag !== undefined && source.underWay === 0) return undefined;
      await sleep(100);
    }
    const state = await states.get(path);
    return [
      { what: `the pipeline does not come to rest: ${state?.committedOffset ?? 0} of ${lengthBytes} bytes are committed`, about: path },
    ];
  }

  /** Gives the crashes a moment to happen: one that no request comes to is left out. */
  async function crashesSoFar(planned: number): Promise<number> {
    for (let look = 0; ; look++) {
      const { crashes } = JSON.parse(await readFile(planFile, 'utf8')) as { crashes: readonly unknown[] };
      if (crashes.length === 0 || look === 5) return planned - crashes.length;
      await sleep(100);
    }
  }
}

/** As the scheduler does: a run that fails is made good by the next. */
async function aggregate(aggregator: LambdaFunction): Promise<void> {
  await aggregator.invoke({}).catch(() => undefined);
}

async function writePlan(file: string, plan: { readonly id: string; readonly crashes: Schedule['crashes'] }): Promise<void> {
  await writeFile(file, JSON.stringify(plan));
}
