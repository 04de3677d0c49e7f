import type { AccessKeyRecord } from '@audit-bridge/access-key-records';
import type { RecordUpload } from '@audit-bridge/log-analytics/record-upload';

export interface RowUploadsProps {
  readonly upload: RecordUpload;
  /** Milliseconds since 1970 UTC. */
  readonly giveUpAt: number;
  readonly onAccepted: (rows: number) => void;
}

/** About 0.2 MB: one request, however long the names are. */
const chunkRows = 250;
const maxUploadsUnderWay = 2;

/** Sends rows on while others are read: what is kept in memory does not grow with the number of keys. */
export class RowUploads {
  #rows: AccessKeyRecord[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly props: RowUploadsProps) {}

  /**
   * Waits while too much is under way.
   *
   * @throws {UploadError} of an earlier chunk
   */
  async add(row: AccessKeyRecord): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= chunkRows) this.#send();
    while (this.#underWay.size > maxUploadsUnderWay && this.#failure === undefined) await Promise.race(this.#underWay);
    this.#throwFailure();
  }

  /** @throws {UploadError} unless every row was accepted */
  async finish(): Promise<void> {
    if (this.#rows.length > 0) this.#send();
    await Promise.all(this.#underWay);
    this.#throwFailure();
  }

  #send(): void {
    const rows = this.#rows;
    this.#rows = [];
    const sending = this.#upload(rows).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  async #upload(rows: readonly AccessKeyRecord[]): Promise<void> {
    try {
      await this.props.upload.upload(rows, this.props.giveUpAt);
      this.props.onAccepted(rows.length);
    } catch (error) {
      this.#failure ??= { error };
    }
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
