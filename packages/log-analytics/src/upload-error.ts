/** Why records were not accepted. */
export interface UploadFailure {
  /** The service's own word where it gave one (`InvalidStream`), else ours (`Throttled`, `FieldTooLong`). */
  readonly code: string;
  /** Of the service's last answer; undefined: none came, or nothing was sent. */
  readonly status: number | undefined;
  readonly records: number;
  /** Of the first such record in what was given to `upload`, from 0. */
  readonly firstPosition: number;
  /** What went wrong and what to do next. Never a record's content, a token or a key. */
  readonly explanation: string;
}

/** Azure Monitor did not accept all records. The others were accepted. */
export class UploadError extends Error {
  override readonly name = 'UploadError';

  constructor(
    /** Where they should have gone. */
    readonly destination: string,
    /** How many were to be uploaded. */
    readonly records: number,
    /** One for each reason, the most frequent first. */
    readonly failures: readonly UploadFailure[],
    options?: ErrorOptions,
  ) {
    super(describe(destination, records, failures), options);
  }

  get notAccepted(): number {
    return sum(this.failures);
  }
}

const sum = (failures: readonly UploadFailure[]) => failures.reduce((total, { records }) => total + records, 0);

function describe(destination: string, records: number, failures: readonly UploadFailure[]): string {
  const reasons = failures.map(({ code, status, records: count, firstPosition, explanation }) => {
    const answer = status === undefined ? code : `${code}, status ${status}`;
    return `${count} (first at position ${firstPosition}; ${answer}): ${explanation}`;
  });
  return `${destination} did not accept ${sum(failures)} of ${records} records. ${reasons.join(' ')}`;
}
