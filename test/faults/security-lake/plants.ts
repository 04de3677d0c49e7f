import type { ForwardingRun } from '@audit-bridge/activity-log-forwarder/forward-messages';
import type { ForwarderPorts } from '@audit-bridge/activity-log-forwarder/forwarder-run';
import type { HubMessages } from '@audit-bridge/activity-log-forwarder/hub-message';
import type { ParkingPlace } from '@audit-bridge/parked-records';
import type { RecordStream } from '@audit-bridge/record-stream';

/**
 * A bug, put into the pipeline from outside: the real use cases run on ports, or under a host, that behave as if the code had the bug.
 * The simulator has to find each; else it would not find the real one either.
 */
export interface Plant {
  readonly ports?: (ports: ForwarderPorts) => ForwarderPorts;
  /** Done before each run of the trigger. */
  readonly beforeRun?: (input: HubMessages, run: ForwardingRun) => Promise<void>;
  /** The function is registered without a retry policy: the host moves its checkpoint although the function has thrown. */
  readonly withoutRetryPolicy?: true;
}

export const plants = {
  /** One refused row has all rows of its request sent again. */
  'whole-batch-retried': { ports: ports => ({ ...ports, stream: allOrNothing(ports.stream) }) },
  /** What a 200 says about single rows is not read. */
  'refused-rows-ignored': { ports: ports => ({ ...ports, stream: alwaysTaken(ports.stream) }) },
  /** The run goes on when records cannot be parked. */
  'parking-failure-swallowed': { ports: ports => ({ ...ports, parking: neverFailing(ports.parking) }) },
  'checkpoint-trusted-after-throw': { withoutRetryPolicy: true },
  /** A parked blob is removed as it is read, not when the stream has all its records. */
  'parked-blob-removed-first': { ports: ports => ({ ...ports, parking: removedWhenRead(ports.parking) }) },
  /** The last sequence number is written before anything is delivered: a loss between a failed run and the next one is not seen. */
  'sequence-number-before-delivery': { beforeRun: (input, { counts, log, sequences }) => sequences.note(input, counts, log) },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof plants;

export const isPlantName = (name: string | undefined): name is PlantName => name !== undefined && name in plants;

function allOrNothing(stream: RecordStream): RecordStream {
  return {
    limits: stream.limits,
    put: async rows => {
      const outcomes = await stream.put(rows);
      const failed = outcomes.find(({ kind }) => kind === 'retry');
      return failed === undefined ? outcomes : rows.map(() => failed);
    },
  };
}

function alwaysTaken(stream: RecordStream): RecordStream {
  return { limits: stream.limits, put: async rows => (await stream.put(rows)).map(() => ({ kind: 'taken' })) };
}

function neverFailing(parking: ParkingPlace): ParkingPlace {
  return {
    put: records => parking.put(records).catch(() => undefined),
    list: folder => parking.list(folder),
    read: name => parking.read(name),
    remove: name => parking.remove(name),
  };
}

function removedWhenRead(parking: ParkingPlace): ParkingPlace {
  return {
    put: records => parking.put(records),
    list: folder => parking.list(folder),
    read: async name => {
      const records = await parking.read(name);
      await parking.remove(name);
      return records;
    },
    remove: name => parking.remove(name),
  };
}
