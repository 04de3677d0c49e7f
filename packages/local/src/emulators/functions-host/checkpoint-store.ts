import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Up to where a partition was worked through: the last message of a batch. */
export interface Checkpoint {
  readonly sequenceNumber: number;
  readonly offset: string;
}

/** A partition, seen by one consumer group. */
export interface CheckpointKey {
  readonly eventHubName: string;
  readonly consumerGroup: string;
  readonly partitionId: string;
}

/**
 * What hosts keep in the function app's storage account: how far they are, and which of them has a partition. Whoever brings one can let it
 * fail, or crash the host between two steps.
 */
export interface CheckpointStore {
  read(key: CheckpointKey): Promise<Checkpoint | undefined>;
  write(key: CheckpointKey, checkpoint: Checkpoint): Promise<void>;
  /** The id of the host that claimed the partition last. */
  owner(key: CheckpointKey): Promise<string | undefined>;
  claim(key: CheckpointKey, owner: string): Promise<void>;
}

const nameOf = ({ eventHubName, consumerGroup, partitionId }: CheckpointKey) =>
  [eventHubName, consumerGroup, partitionId].map(encodeURIComponent).join('.');

/** For one run, or for hosts of one process that follow one another or share the partitions. */
export function memoryCheckpoints(): CheckpointStore {
  const checkpoints = new Map<string, Checkpoint>();
  const owners = new Map<string, string>();
  return {
    read: async key => checkpoints.get(nameOf(key)),
    write: async (key, checkpoint) => void checkpoints.set(nameOf(key), checkpoint),
    owner: async key => owners.get(nameOf(key)),
    claim: async (key, owner) => void owners.set(nameOf(key), owner),
  };
}

/** Files: the next run goes on where this one ends. */
export function folderCheckpoints(folder: string): CheckpointStore {
  const checkpointPath = (key: CheckpointKey) => join(folder, `${nameOf(key)}.json`);
  const ownerPath = (key: CheckpointKey) => join(folder, `${nameOf(key)}.owner`);
  return {
    read: async key => {
      const text = await readText(checkpointPath(key));
      return text === undefined ? undefined : (JSON.parse(text) as Checkpoint);
    },
    write: (key, checkpoint) => replaceText(checkpointPath(key), JSON.stringify(checkpoint)),
    owner: key => readText(ownerPath(key)),
    claim: (key, owner) => replaceText(ownerPath(key), owner),
  };
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Renamed into its place: a reader never sees half of it. */
async function replaceText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
