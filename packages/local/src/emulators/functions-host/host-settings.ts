import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the host reads from `host.json`, with its defaults. */
export interface HostSettings {
  readonly maxEventBatchSize: number;
  readonly prefetchCount: number;
  /** Where a partition begins that has no checkpoint. */
  readonly initialOffset: 'fromStart' | 'fromEnd';
  readonly functionTimeoutMilliseconds: number;
}

interface HostJson {
  readonly functionTimeout?: string;
  readonly extensions?: {
    readonly eventHubs?: {
      readonly maxEventBatchSize?: number;
      readonly prefetchCount?: number;
      readonly initialOffsetOptions?: { readonly type?: string };
    };
  };
}

/**
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings
 * @see https://learn.microsoft.com/azure/azure-functions/functions-host-json#functiontimeout
 */
export async function readHostSettings(appFolder: string): Promise<HostSettings> {
  const { functionTimeout = '00:30:00', extensions } = JSON.parse(await readFile(join(appFolder, 'host.json'), 'utf8')) as HostJson;
  const { maxEventBatchSize = 100, prefetchCount = 300, initialOffsetOptions } = extensions?.eventHubs ?? {};
  const [hours = 0, minutes = 0, seconds = 0] = functionTimeout.split(':').map(Number);
  return {
    maxEventBatchSize,
    prefetchCount,
    initialOffset: initialOffsetOptions?.type?.toLowerCase() === 'fromend' ? 'fromEnd' : 'fromStart',
    functionTimeoutMilliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000,
  };
}
