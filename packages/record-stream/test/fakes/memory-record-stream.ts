import { type RecordStream, type RowOutcome, StreamRequestError, type StreamRow } from '@audit-bridge/record-stream';

/** What a call does to its rows: takes all, refuses some, or fails as a whole. */
export type StreamFault = (rows: readonly StreamRow[], call: number) => readonly RowOutcome[] | StreamRequestError | undefined;

export const throttled: RowOutcome = { kind: 'retry', errorCode: 'ProvisionedThroughputExceededException' };

/** A stream in memory, with Kinesis's limits unless others are given; it enforces them. */
export class MemoryRecordStream implements RecordStream {
  limits = { maxRows: 500, maxRequestBytes: 10 * 1024 * 1024, maxRowBytes: 1024 * 1024 };
  readonly taken: StreamRow[] = [];
  readonly calls: (readonly StreamRow[])[] = [];
  fault: StreamFault = () => undefined;
  /** Most requests that were under way at once. */
  mostUnderWay = 0;
  #underWay = 0;

  async put(rows: readonly StreamRow[]): Promise<readonly RowOutcome[]> {
    this.#check(rows);
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay);
    await Promise.resolve();
    this.#underWay--;
    this.calls.push(rows);
    const answer = this.fault(rows, this.calls.length) ?? rows.map(() => ({ kind: 'taken' as const }));
    if (answer instanceof StreamRequestError) throw answer;
    this.taken.push(...rows.filter((_, index) => answer[index]?.kind === 'taken'));
    return answer;
  }

  get texts(): readonly string[] {
    return this.taken.map(({ bytes }) => bytes.toString());
  }

  #check(rows: readonly StreamRow[]): void {
    const sizes = rows.map(({ bytes, partitionKey }) => bytes.length + Buffer.byteLength(partitionKey));
    const { maxRequestBytes, maxRowBytes, maxRows } = this.limits;
    const isInvalid =
      rows.length === 0 ||
      rows.length > maxRows ||
      sizes.reduce((sum, size) => sum + size, 0) > maxRequestBytes ||
      sizes.some(size => size > maxRowBytes) ||
      rows.some(({ partitionKey }) => partitionKey.length < 1 || partitionKey.length > 256);
    if (isInvalid) throw new StreamRequestError('The request breaks a limit.', 'InvalidArgumentException', true);
  }
}

export const requestError = (errorCode: string, isInvalid = false) => new StreamRequestError('The request failed.', errorCode, isInvalid);
