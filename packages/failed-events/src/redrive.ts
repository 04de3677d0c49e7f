/** Asks the function that delivers a pipeline's events to take one object's records through once more. */
export interface RedriveRequest {
  readonly redrive: {
    readonly bucket: string;
    readonly key: string;
    /** Only tells what the mapping makes of the records now: nothing is sent, nothing is kept. */
    readonly dryRun: boolean;
  };
}

/** What became of an object's records. When it is returned, each of them is accepted, or kept in a new object with a new pointer. */
export interface RedriveReport {
  readonly records: number;
  readonly accepted: number;
  /** Dropped, because an equal record of the same object was sent. */
  readonly repeated: number;
  /** Refused again, by their present reason. */
  readonly refused: Readonly<Record<string, number>>;
}

export function isRedriveRequest(event: unknown): event is RedriveRequest {
  return typeof event === 'object' && event !== null && 'redrive' in event;
}
