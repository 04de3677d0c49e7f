import type { ParkedRecord, ParkingReason } from './parked-record';

/** `undelivered/` holds what is sent on by itself, `refused/` what waits for a person. */
export type ParkingFolder = 'undelivered/' | 'refused/' | `refused/${ParkingReason}/`;

/** One blob of parked records, as a listing shows it. */
export interface ParkedBlob {
  readonly name: string;
  /** When it was parked, milliseconds since 1970 UTC. */
  readonly parkedMilliseconds: number;
  readonly lengthBytes: number;
}

/** Where records stay, with their original bytes, that did not go to the stream. */
export interface ParkingPlace {
  /**
   * Keeps the records. When it returns, each of them is kept; the same records again leave the same blobs.
   *
   * @throws {ParkingPlaceError} when some may not be kept: the caller must not let go of their messages
   */
  put(records: readonly ParkedRecord[]): Promise<void>;

  /**
   * The blobs of a folder in the order of their names: the records of the oldest messages first.
   *
   * @throws {ParkingPlaceError}
   */
  list(folder: ParkingFolder): AsyncIterable<ParkedBlob>;

  /**
   * @returns undefined when the blob is gone
   * @throws {ParkingPlaceError} when it cannot be read
   * @throws {DamagedParkedRecordsError} when it is none of ours
   */
  read(name: string): Promise<readonly ParkedRecord[] | undefined>;

  /**
   * Removes a blob whose records are all taken care of; one that is gone already is no error.
   *
   * @throws {ParkingPlaceError}
   */
  remove(name: string): Promise<void>;
}
