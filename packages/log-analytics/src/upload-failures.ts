import type { Reason } from './chunk-outcome';
import type { RecordText } from './record-text';
import type { UploadFailure } from './upload-error';

/** Counts what was not accepted, by reason. */
export class UploadFailures {
  readonly #byReason = new Map<string, UploadFailure>();
  #cause: unknown;

  add({ code, status, explanation, cause }: Reason, records: readonly Pick<RecordText, 'position'>[]): void {
    const [first] = records;
    if (first === undefined) return;
    this.#cause ??= cause;
    const key = `${code} ${status}`;
    const known = this.#byReason.get(key);
    const failure = { code, status, records: records.length + (known?.records ?? 0), firstPosition: first.position, explanation };
    const isEarlier = known === undefined || first.position < known.firstPosition;
    this.#byReason.set(key, isEarlier ? failure : { ...known, records: failure.records });
  }

  /** The most frequent first. */
  get list(): readonly UploadFailure[] {
    return [...this.#byReason.values()].sort((one, other) => other.records - one.records);
  }

  /** Of the first that has one. */
  get cause(): unknown {
    return this.#cause;
  }
}
