import { type AppSettings, hasConnection, resolveAppSettings } from './app-settings';
import { FunctionsHostError } from './errors';
import { nextOccurrence } from './ncrontab';
import type { RpcBinding, RpcFunctionMetadata, RpcRetryOptions } from './rpc';

interface Registration {
  readonly name: string;
  /** The handler's parameter, as the RPC names it. */
  readonly bindingName: string;
  readonly retry?: RpcRetryOptions;
}

export interface EventHubFunction extends Registration {
  readonly trigger: 'eventHub';
  readonly eventHubName: string;
  readonly consumerGroup: string;
  readonly connectionString: string;
  /** Bytes reach the handler as they are; else as text that the library parses where it can. */
  readonly isBinary: boolean;
}

export interface TimerFunction extends Registration {
  readonly trigger: 'timer';
  readonly schedule: string;
}

export type RegisteredFunction = EventHubFunction | TimerFunction;

/**
 * A function as the host sees it: its app settings resolved.
 *
 * @throws {FunctionsHostError} for what the host would not start, and for triggers that this one does not know
 */
export function registeredFunction({ name, bindings, retryOptions }: RpcFunctionMetadata, settings: AppSettings): RegisteredFunction {
  const [bindingName, binding] = Object.entries(bindings).find(([, { type }]) => type.endsWith('Trigger')) ?? [];
  if (bindingName === undefined || binding === undefined) throw new FunctionsHostError(`${name} has no trigger.`);
  const registration = { name, bindingName, ...(retryOptions !== undefined && { retry: retryOptions }) };
  const option = (key: string) => resolveAppSettings(String(binding[key] ?? ''), settings);
  if (binding.type === 'timerTrigger') {
    const schedule = option('schedule');
    nextOccurrence(schedule, new Date());
    return { ...registration, trigger: 'timer', schedule };
  }
  if (binding.type !== 'eventHubTrigger')
    throw new FunctionsHostError(`${name}: no ${binding.type} here, only eventHubTrigger and timerTrigger.`);
  return {
    ...registration,
    trigger: 'eventHub',
    eventHubName: option('eventHubName'),
    consumerGroup: option('consumerGroup') || '$Default',
    connectionString: connectionString(name, binding, settings),
    isBinary: binding.dataType === 'binary',
  };
}

function connectionString(name: string, { connection, cardinality }: RpcBinding, settings: AppSettings): string {
  if (cardinality !== 'many') throw new FunctionsHostError(`${name}: only cardinality "many" is known here.`);
  const connectionName = String(connection ?? '');
  if (!hasConnection(connectionName, settings)) {
    throw new FunctionsHostError(`${name}: there is no app setting ${connectionName}, nor one that begins with ${connectionName}__.`);
  }
  const value = settings[connectionName];
  if (value === undefined) throw new FunctionsHostError(`${name}: on one machine ${connectionName} must be a connection string.`);
  return value;
}

/** What the host starts all the same, although events are damaged or lost by it. */
export function dangers(registered: RegisteredFunction): readonly string[] {
  if (registered.trigger === 'timer') return [];
  const { name, isBinary, retry } = registered;
  return [
    ...(isBinary ? [] : [`${name} takes messages as text: without dataType "binary" the library parses and reprints them.`]),
    ...(retry?.maxRetryCount === -1
      ? []
      : [`${name} has no retry policy for ever (maxRetryCount -1): the checkpoint passes messages that failed.`]),
  ];
}
