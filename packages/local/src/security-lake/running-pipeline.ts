import { bundleFunctions } from '@audit-bridge/bundling';
import { operatedNames } from '@audit-bridge/naming';
import type { ContainerClient } from '@azure/storage-blob';
import type { LocalClouds } from '../clouds/local-clouds';
import { once } from '../clouds/once';
import { eventHubName } from '../clouds/shared-event-hubs';
import { connectToAzurite } from '../emulators/azurite-client';
import { startFunctionsHost } from '../emulators/functions-host';
import type { Running } from '../emulators/running';
import { localNames } from '../environment/local-environment';
import type { FunctionLog } from '../pipelines/function-log';
import { startEmulators } from './emulators';
import { Forwarder } from './forwarder';
import { containerName, functionVariables } from './function-variables';
import { HubSender } from './hub-sender';
import { connectToKinesis, createStream, streamName } from './resources';
import { StreamReader } from './stream-reader';

export interface PipelineProps {
  readonly subscriptionIds: readonly string[];
  readonly clouds: LocalClouds;
  /** Takes what the function and the job write. */
  readonly log: FunctionLog;
  readonly signal: AbortSignal;
}

/** The pipeline's first half between its emulators: messages go in, records come out of the stream. */
export interface RunningPipeline {
  readonly sender: HubSender;
  readonly forwarder: Forwarder;
  readonly stream: StreamReader;
  readonly motoUrl: string;
  readonly parkingContainer: ContainerClient;
  readonly log: FunctionLog;
}

const functionName = 'activity-log-forwarder';

/** Starts the emulators and bundles the function side by side, and puts the function between them. */
export async function startPipeline(running: Running, props: PipelineProps): Promise<RunningPipeline> {
  const { clouds, log } = props;
  const [emulators, artifacts] = await Promise.all([startEmulators(running, clouds), bundleFunctions({ names: [functionName] })]);
  const kinesis = connectToKinesis(emulators.moto.url);
  const parkingContainer = connectToAzurite(emulators.azurite, emulators.certificate).getContainerClient(containerName);
  await Promise.all([createStream(kinesis), parkingContainer.create()]);
  const host = await startFunctionsHost({
    zipPath: artifacts[functionName]?.path ?? '',
    environment: functionVariables(emulators, props.subscriptionIds),
    onLog: entry => {
      clouds.traces.take(entry);
      if (entry.level === 'error' || entry.level === 'critical') log.problem(entry.message);
      else log.write(entry.message);
    },
  });
  let isRunning = true;
  const functions = host.functions.map(({ name }) => name);
  clouds.triggers.functionApps.set(operatedNames(localNames).functionApp, { functions, isRunning: () => isRunning });
  // Somebody who wants the run to end does not wait for what is under way.
  const stopHost = once(() => {
    isRunning = false;
    return props.signal.aborted ? host.kill() : host.stop();
  });
  const sender = new HubSender(emulators.eventHubs.connectionString, eventHubName);
  for (const client of [{ stop: stopHost }, sender]) {
    running.add(Promise.resolve(client));
    emulators.eventHubs.clients.add(Promise.resolve(client));
  }
  const stream = new StreamReader(kinesis, streamName);
  return { sender, forwarder: new Forwarder(host, parkingContainer, log), stream, motoUrl: emulators.moto.url, parkingContainer, log };
}
