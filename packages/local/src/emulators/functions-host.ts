import { rm } from 'node:fs/promises';
import { type CheckpointStore, memoryCheckpoints } from './functions-host/checkpoint-store';
import { FunctionsHostError } from './functions-host/errors';
import { eventHubRequest, type SequenceNumberShape, type TriggerEvent } from './functions-host/event-hub-batch';
import { EventHubListener } from './functions-host/event-hub-listener';
import { FunctionExecutor } from './functions-host/function-executor';
import { FunctionsWorker } from './functions-host/functions-worker';
import { readHostSettings } from './functions-host/host-settings';
import { dangers, type EventHubFunction, type RegisteredFunction, registeredFunction } from './functions-host/registered-function';
import type { FunctionLogEntry } from './functions-host/rpc';
import { TimerListener } from './functions-host/timer-listener';
import { unpackZip } from './unpack-zip';

export {
  type Checkpoint,
  type CheckpointKey,
  type CheckpointStore,
  folderCheckpoints,
  memoryCheckpoints,
} from './functions-host/checkpoint-store';
export { FunctionInvocationError, FunctionsHostError } from './functions-host/errors';
export type { SequenceNumberShape, TriggerEvent } from './functions-host/event-hub-batch';
export type { RegisteredFunction } from './functions-host/registered-function';
export type { FunctionLogEntry } from './functions-host/rpc';

export interface FunctionsHostProps {
  /** The bundled function app. */
  readonly zipPath: string;
  /** The app settings: all that the functions see, besides what the host itself sets. */
  readonly environment: Readonly<Record<string, string>>;
  /** @default in memory, for this host alone */
  readonly checkpoints?: CheckpointStore;
  /** Which partitions this host claims at its start, also from another host with the same store. @default all */
  readonly partitions?: readonly string[];
  /** Whether timers run by themselves, or only by `runTimer`. @default 'onDemand' */
  readonly timers?: 'onSchedule' | 'onDemand';
  /** Multiplies the pauses of the retry policy, for tests. @default 1 */
  readonly delayFactor?: number;
  /** Starts also what the real host starts although events are damaged or lost by it. @default false */
  readonly allowsDangers?: boolean;
  /** @default 'number' */
  readonly sequenceNumberShape?: SequenceNumberShape;
  /** Absolute paths of ES modules that are loaded before the app, to inject faults. */
  readonly preload?: readonly string[];
  /** Told of each attempt to have a batch worked through, before it begins. */
  readonly onBatch?: (partitionId: string, events: readonly TriggerEvent[]) => void;
  /** Takes each line of the log, the host's own too. @default drops them */
  readonly onLog?: (entry: FunctionLogEntry) => void;
}

export interface FunctionsHost {
  readonly functions: readonly RegisteredFunction[];
  /**
   * Runs an Event Hubs function once, without a broker, a retry or a checkpoint.
   *
   * @param messages bodies, or whole messages of partition `partitionId`; bodies are numbered from 0
   * @throws {FunctionInvocationError}
   */
  invoke(functionName: string, messages: readonly (Uint8Array | TriggerEvent)[], partitionId?: string): Promise<void>;
  /** Runs a timer's function now, as its retry policy says. @throws {FunctionInvocationError} */
  runTimer(functionName: string): Promise<void>;
  /**
   * Resolves when all that is in the event hubs now is behind the checkpoints of this host's partitions; one that another host claims is no
   * longer waited for.
   *
   * @throws {FunctionsHostError} when the host ends before
   */
  drained(): Promise<void>;
  /** Claims partitions again that another host has taken. @default all */
  claimPartitions(partitionIds?: readonly string[]): Promise<void>;
  /** Partitions that another host has claimed. */
  lostPartitions(): readonly string[];
  /** Ends as a scale-in does: takes no more batches, waits for those under way, and leaves their checkpoints for the next host. */
  stop(): Promise<void>;
  /** Ends as a crash does. */
  kill(): Promise<void>;
}

/**
 * Runs a bundled function app from its zip as the Azure Functions host would: its functions in a process of their own, through the real
 * `@azure/functions`, fed by the real `@azure/event-hubs` client.
 *
 * @throws {FunctionsHostError} when the app does not load, the host would not start one of its functions, or one would lose or damage events
 */
export async function startFunctionsHost(props: FunctionsHostProps): Promise<FunctionsHost> {
  const { environment, delayFactor = 1, checkpoints = memoryCheckpoints(), sequenceNumberShape = 'number' } = props;
  const { onBatch = () => {}, onLog = () => {} } = props;
  const appFolder = await unpackZip(props.zipPath, 'function-app');
  const settings = await readHostSettings(appFolder);
  const { functionTimeoutMilliseconds } = settings;
  const worker = new FunctionsWorker({ appFolder, environment, preload: props.preload ?? [], functionTimeoutMilliseconds, onLog });
  const hostLog = (level: FunctionLogEntry['level'], message: string) => onLog({ level, category: 'system', message });
  const executor = new FunctionExecutor({
    worker,
    delayFactor,
    onFailure: (error, retryCount) => hostLog('error', `${error.message} (after ${retryCount} retries)`),
  });
  const listeners: EventHubListener[] = [];
  const timers: TimerListener[] = [];

  async function end(how: 'stop' | 'kill'): Promise<void> {
    const all = [...listeners, ...timers];
    if (how === 'stop') {
      await Promise.allSettled(all.map(listener => listener.stop()));
      await worker.stop();
    } else {
      // In this order: an invocation that the crash ends must find that its checkpoint may not move.
      const abandoned = all.map(listener => listener.abandon());
      await worker.kill();
      await Promise.allSettled(abandoned);
    }
    await rm(appFolder, { recursive: true, force: true });
  }

  try {
    const functions = await loadFunctions(worker, environment);
    const found = functions.flatMap(dangers);
    if (found.length > 0 && props.allowsDangers !== true) throw new FunctionsHostError(found.join('\n'));
    for (const registered of functions) {
      if (registered.trigger === 'timer') timers.push(new TimerListener(registered, executor));
      else {
        const onError = (error: unknown) =>
          hostLog('warning', `${registered.eventHubName}: ${error instanceof Error ? error.message : error}`);
        listeners.push(new EventHubListener({ registered, executor, checkpoints, settings, sequenceNumberShape, onBatch, onError }));
      }
    }
    await Promise.all(listeners.map(listener => listener.claim(props.partitions)));
    if (props.timers === 'onSchedule') for (const timer of timers) timer.start();

    return {
      functions,
      invoke: (functionName, messages, partitionId = '0') => {
        const registered = eventHubFunction(functions, functionName);
        return worker.invoke(functionName, eventHubRequest(registered, partitionId, messages.map(toEvent), sequenceNumberShape));
      },
      runTimer: async functionName => {
        const timer = timers.find(({ name }) => name === functionName);
        if (timer === undefined) throw new FunctionsHostError(`There is no timer ${functionName}.`);
        await timer.run();
      },
      drained: async () => void (await Promise.all(listeners.map(listener => listener.drained()))),
      claimPartitions: async partitionIds => void (await Promise.all(listeners.map(listener => listener.claim(partitionIds)))),
      lostPartitions: () => listeners.flatMap(({ lostPartitions }) => lostPartitions),
      stop: () => end('stop'),
      kill: () => end('kill'),
    };
  } catch (error) {
    await end('kill');
    throw error;
  }
}

async function loadFunctions(
  worker: FunctionsWorker,
  environment: Readonly<Record<string, string>>,
): Promise<readonly RegisteredFunction[]> {
  const functions = (await worker.load()).map(metadata => registeredFunction(metadata, environment));
  if (functions.length === 0) throw new FunctionsHostError('The function app has registered no function.');
  return functions;
}

function eventHubFunction(functions: readonly RegisteredFunction[], name: string): EventHubFunction {
  const registered = functions.find(candidate => candidate.name === name);
  if (registered?.trigger !== 'eventHub') throw new FunctionsHostError(`There is no Event Hubs function ${name}.`);
  return registered;
}

function toEvent(message: Uint8Array | TriggerEvent, index: number): TriggerEvent {
  if (!(message instanceof Uint8Array)) return message;
  return { body: message, sequenceNumber: index, offset: String(index), enqueuedTime: new Date() };
}
