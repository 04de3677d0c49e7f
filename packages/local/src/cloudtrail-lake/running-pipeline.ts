import { bundleFunctions } from '@audit-bridge/bundling';
import type { LocalClouds } from '../clouds/local-clouds';
import { connectToAzurite } from '../emulators/azurite-client';
import type { AcceptedEvent } from '../emulators/event-ledger';
import { EventArrivals } from '../emulators/lakes/event-arrivals';
import type { Running } from '../emulators/running';
import { localNames } from '../environment/local-environment';
import { FunctionLog } from '../pipelines/function-log';
import { startFunction } from '../pipelines/start-function';
import { AggregatorSchedule } from './aggregator-schedule';
import { type Clients, connectToMoto } from './clients';
import { CommittedBlobs } from './committed-blobs';
import { createDestination, type Destination } from './destination';
import type { DestinationName } from './destination-name';
import { startEmulators } from './emulators';
import { EventSource } from './event-source';
import { containerName, functionVariables } from './function-variables';
import { GrowingBlobs } from './growing-blobs';
import { createResources, type PipelineResources } from './resources';

export interface PipelineProps {
  readonly clouds: LocalClouds;
  readonly destination: DestinationName;
  readonly subscriptionIds: readonly string[];
  /** The file that takes what the functions write. */
  readonly logPath: string;
  /** The file that takes every event with its time of arrival: what the event data store answers from. */
  readonly arrivalsPath: string;
  /** Called for each accepted event, as JSON text. */
  readonly keepEvent: (eventData: string) => void;
}

/** The pipeline between its emulators: blobs go in, events come out. */
export interface RunningPipeline {
  readonly blobs: GrowingBlobs;
  readonly schedule: AggregatorSchedule;
  readonly committed: CommittedBlobs;
  readonly destination: Destination;
  readonly clients: Clients;
  readonly resources: PipelineResources;
  readonly log: FunctionLog;
}

const functionNames = ['activity-log-aggregator', 'activity-log-processor'] as const;
/** Blobs that are processed at once: each has a process of its own. */
const maxConcurrentBlobs = 2;

/** Starts the emulators and bundles the functions side by side, and puts the functions between them. */
export async function startPipeline(running: Running, props: PipelineProps): Promise<RunningPipeline> {
  const { clouds, keepEvent, subscriptionIds } = props;
  const arrivals = new EventArrivals(props.arrivalsPath);
  running.add(Promise.resolve(arrivals));
  clouds.arrivals = arrivals;
  const onAccepted = (event: AcceptedEvent) => {
    arrivals.accept(event);
    keepEvent(event.eventData);
  };
  const [emulators, artifacts] = await Promise.all([
    startEmulators(running, { onAccepted, keepEvents: false }, clouds),
    bundleFunctions({ names: functionNames }),
  ]);
  const clients = connectToMoto(emulators.moto.url);
  const container = connectToAzurite(emulators.azurite, emulators.certificate).getContainerClient(containerName);
  const [resources, destination] = await Promise.all([
    createResources({ clients }),
    createDestination({ name: props.destination, emulators, clients, keepEvent }),
    container.create(),
  ]);
  const variables = functionVariables({ emulators, resources, subscriptionIds, destination: destination.variables });
  const log = new FunctionLog(props.logPath);
  const start = (name: (typeof functionNames)[number], environment: Record<string, string>, maxConcurrency: number) =>
    startFunction(running, { clouds, log, name, zipPath: artifacts[name]?.path ?? '', environment, maxConcurrency });
  const [aggregator, processor] = await Promise.all([
    start('activity-log-aggregator', variables.aggregator, 1),
    start('activity-log-processor', variables.processor, maxConcurrentBlobs),
  ]);
  aggregator.warm();
  processor.warm();
  const source = new EventSource({
    sqs: clients.sqs,
    queue: resources.hints,
    invoke: event => processor.invoke(event),
    maxConcurrency: maxConcurrentBlobs,
    onFailure: error => log.problem(`activity-log-processor: ${error instanceof Error ? error.message : error}`),
  });
  source.start();
  clouds.triggers.mappings.set(localNames.of('lambdaFunction', 'activity-log-processor'), { queueArn: resources.hints.arn });
  running.add(Promise.resolve(source));
  running.add(Promise.resolve(log));
  return {
    blobs: new GrowingBlobs(container),
    schedule: new AggregatorSchedule(aggregator, log),
    committed: new CommittedBlobs(clients.dynamodb, resources.stateTableName),
    destination,
    clients,
    resources,
    log,
  };
}
