/** What stands beside an entry's content, and can be read without it. */
export interface FedEntry {
  readonly name: string;
  /** Before its items were sent. */
  readonly writtenAt: Date;
  /** When the pipeline had taken them; undefined: it is not known whether it has. */
  readonly confirmedAt: Date | undefined;
  /** Who sent them. */
  readonly by: FedBy;
  /** The first and the last moment that its records tell of. */
  readonly first: Date;
  readonly last: Date;
}

export const fedBy = ['feed', 'backfill', 'replay', 'run'] as const;
export type FedBy = (typeof fedBy)[number];

/** Where the entries lie. */
export interface FedStore {
  /** For a person. */
  readonly place: string;
  /** @throws where an entry of the name is there */
  write(entry: FedEntry, content: Buffer): Promise<void>;
  confirm(entry: FedEntry): Promise<void>;
  list(): AsyncIterable<FedEntry>;
  /** @throws where it is not there */
  read(name: string): Promise<Buffer>;
}
