import { bundleFunctions } from '@audit-bridge/bundling';
import type { ReportLine } from '@audit-bridge/terminal';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { ContainerClient } from '@azure/storage-blob';
import { connectToAzurite } from '../emulators/azurite-client';
import { startFunctionsHost } from '../emulators/functions-host';
import type { Running } from '../emulators/running';
import { FunctionLog } from '../pipelines/function-log';
import { startEmulators } from './emulators';
import { Forwarder } from './forwarder';
import { containerName, eventHubName, functionVariables } from './function-variables';
import { HubSender } from './hub-sender';
import { connectToKinesis, createStream } from './resources';

export interface PipelineProps {
  readonly subscriptionIds: readonly string[];
  /** The file that takes what the function and the job write. */
  readonly logPath: string;
  readonly report: ReportLine;
  readonly signal: AbortSignal;
}

/** The pipeline's first half between its emulators: messages go in, records come out of the stream. */
export interface RunningPipeline {
  readonly sender: HubSender;
  readonly forwarder: Forwarder;
  readonly kinesis: KinesisClient;
  readonly parkingContainer: ContainerClient;
  readonly log: FunctionLog;
}

const functionName = 'activity-log-forwarder';

/** Starts the emulators and bundles the function side by side, and puts the function between them. */
export async function startPipeline(running: Running, props: PipelineProps): Promise<RunningPipeline> {
  const [emulators, artifacts] = await Promise.all([startEmulators(running, props), bundleFunctions({ names: [functionName] })]);
  const kinesis = connectToKinesis(emulators.moto.url);
  const parkingContainer = connectToAzurite(emulators.azurite, emulators.certificate).getContainerClient(containerName);
  await Promise.all([createStream(kinesis), parkingContainer.create()]);
  const log = new FunctionLog(props.logPath);
  running.add(Promise.resolve(log));
  const host = await startFunctionsHost({
    zipPath: artifacts[functionName]?.path ?? '',
    environment: functionVariables(emulators, props.subscriptionIds),
    onLog: ({ level, message }) => (level === 'error' || level === 'critical' ? log.problem(message) : log.write(message)),
  });
  // Somebody who wants the run to end does not wait for what is under way.
  emulators.hubClients.add(Promise.resolve({ stop: () => (props.signal.aborted ? host.kill() : host.stop()) }));
  const sender = new HubSender(emulators.eventHubs.connectionString, eventHubName);
  emulators.hubClients.add(Promise.resolve(sender));
  return { sender, forwarder: new Forwarder(host, parkingContainer, log), kinesis, parkingContainer, log };
}
