import {
  checkContent,
  type ParkedBlob,
  type ParkedRecord,
  type ParkingFolder,
  type ParkingPlace,
  ParkingPlaceError,
  parkedRecordGroups,
  parkedRecordsName,
  readParkedRecords,
  writeParkedRecords,
} from '../../src/index';

/** A parking place in memory, for tests and the simulator: the real names and contents. */
export class MemoryParkingPlace implements ParkingPlace {
  readonly blobs = new Map<string, { readonly content: Buffer; readonly parkedMilliseconds: number }>();
  /** While set, every call fails with it. */
  outage: string | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  async put(records: readonly ParkedRecord[]): Promise<void> {
    this.#check();
    for (const group of parkedRecordGroups(records)) {
      const content = writeParkedRecords(group);
      const name = parkedRecordsName(group, content);
      if (!this.blobs.has(name)) this.blobs.set(name, { content, parkedMilliseconds: this.now() });
    }
  }

  async *list(folder: ParkingFolder): AsyncIterable<ParkedBlob> {
    this.#check();
    for (const name of [...this.blobs.keys()].sort()) {
      const blob = this.blobs.get(name);
      if (blob === undefined || !name.startsWith(folder)) continue;
      yield { name, parkedMilliseconds: blob.parkedMilliseconds, lengthBytes: blob.content.length };
    }
  }

  async read(name: string): Promise<readonly ParkedRecord[] | undefined> {
    this.#check();
    const blob = this.blobs.get(name);
    if (blob === undefined) return undefined;
    checkContent(name, blob.content);
    return readParkedRecords(blob.content);
  }

  async remove(name: string): Promise<void> {
    this.#check();
    this.blobs.delete(name);
  }

  #check(): void {
    if (this.outage !== undefined) throw new ParkingPlaceError(this.outage);
  }
}
