/** An object or blob of records that a destination did not take, as a listing shows it. */
export interface KeptObject {
  readonly name: string;
  readonly keptAt: Date | undefined;
  readonly lengthBytes: number;
}

/** A record in such an object. */
export interface KeptRecord {
  readonly reason: string;
  /** As it came; undefined where it could not be had any more. */
  readonly bytes: Buffer | undefined;
  /** A whole message, whose records could not be told apart. */
  readonly isMessage?: boolean;
}

/** A folder of such objects. */
export interface KeptObjects {
  list(): AsyncIterable<KeptObject>;
  /** @returns nothing for one that is gone. @throws {Error} for one that is damaged */
  read(name: string): Promise<readonly KeptRecord[]>;
  /** For a person. */
  placeOf(name: string): string;
}
