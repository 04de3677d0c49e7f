/** What a register holds, and what tells this content from every other one. */
export interface RegisterEntry {
  readonly text: string;
  readonly version: string;
}

/** A place for one text that is changed only by who has seen its present version: what a lock needs of a store. */
export interface LockRegister {
  /** For a person. */
  readonly place: string;
  read(): Promise<RegisterEntry | undefined>;
  /**
   * @param expected the version that this replaces; undefined: there is none yet
   * @returns the new version; undefined: somebody else was first, and nothing is changed
   */
  write(text: string, expected: string | undefined): Promise<string | undefined>;
  /** @returns whether it was removed; false: it has another version, or is gone */
  remove(expected: string): Promise<boolean>;
}
