import { jsonDepth, maxDepth } from '@audit-bridge/activity-log';
import { partitionKeyBytes } from '@audit-bridge/record-stream';
import type { SourceRecord } from '../events/activity-log-source';
import type { RecordSink, SendReport } from './record-sink';

export interface StreamSinkSettings {
  readonly description: string;
  readonly maxRowBytes: number;
  /** Puts records onto the stream, all of them or with an error. */
  readonly put: (records: readonly Buffer[]) => Promise<void>;
}

/** Puts records onto the pipeline's stream, from where the job takes them into the lake. Refuses what the forwarder refuses too. */
export class StreamSink implements RecordSink {
  readonly limits = { maxRecords: 500, maxBytes: 4 * 1024 * 1024 };

  constructor(private readonly settings: StreamSinkSettings) {}

  get description(): string {
    return this.settings.description;
  }

  async send(records: readonly SourceRecord[]): Promise<SendReport> {
    const refused: Record<string, number> = {};
    const taken = records.filter(record => {
      const reason = this.#refusalOf(record);
      if (reason !== undefined) refused[reason] = (refused[reason] ?? 0) + 1;
      return reason === undefined;
    });
    await this.settings.put(taken.map(({ bytes }) => bytes));
    return { accepted: taken.length, repeated: 0, refused };
  }

  /** The subscription was judged where the record was read. */
  #refusalOf({ bytes }: SourceRecord): string | undefined {
    if (jsonDepth(bytes, maxDepth) > maxDepth) return 'TooDeep';
    return bytes.length + partitionKeyBytes > this.settings.maxRowBytes ? 'TooLarge' : undefined;
  }
}
