import type { ReportRecord } from '@audit-bridge/access-key-records';
import type { ChunkOutcome } from '@audit-bridge/log-analytics/chunk-outcome';
import { NoAnswerError } from '@audit-bridge/log-analytics/http-exchange';
import { outcomeOf, outcomeOfError } from '@audit-bridge/log-analytics/logs-ingestion-outcome';
import { bodyOf } from '@audit-bridge/log-analytics/record-chunks';
import type { RecordUpload } from '@audit-bridge/log-analytics/record-upload';
import { uploadRecords } from '@audit-bridge/log-analytics/upload-records';
import { type CallFault, RequestFault } from '../simulator/call';
import type { Random } from '../simulator/random';
import type { Simulation } from '../simulator/simulation';
import type { Worker } from '../simulator/worker';
import { hour, type IngestionRates } from './scenario';

export interface IngestionProps {
  readonly simulation: Simulation;
  readonly random: Random;
  readonly rates: () => IngestionRates;
  /** The identity has lost its role: every request is refused. */
  readonly isDown: () => boolean;
  readonly maxBodyBytes: number;
  /** Told of each record that is accepted. */
  readonly onAccepted: (record: ReportRecord) => void;
}

/** A data collection endpoint and the table behind it: an answer of 204 says that records are accepted, not that they appear. */
export class Ingestion {
  /** In the order in which they appeared. */
  readonly rows: { readonly appearedAt: number; readonly row: ReportRecord }[] = [];

  constructor(private readonly props: IngestionProps) {}

  /** The real way of records, over simulated requests. */
  uploadOf(worker: Worker): RecordUpload {
    const target = { endpoint: 'https://ingestion', ruleId: 'dcr-simulated', streamName: 'Custom-AwsAccessKeys_CL', clock: worker.clock };
    const post = async (body: Buffer): Promise<ChunkOutcome> => {
      const records: readonly ReportRecord[] = JSON.parse(body.toString());
      try {
        const status = await worker.call({
          operation: `ingestion POST of ${records.length}`,
          about: records[0]?.AttemptId_s,
          apply: () => (this.props.isDown() ? 403 : this.#accept(records)),
          failure: fault => new RequestFault('ingestion', fault),
          describe: String,
        });
        return outcomeOf({ status, headers: {}, body: '' }, target);
      } catch (error) {
        if (!(error instanceof RequestFault)) throw error;
        const status = statuses[error.fault];
        if (status === undefined) return outcomeOfError(new NoAnswerError(error.fault === 'reset' ? 'ECONNRESET' : 'Timeout'));
        const headers: Record<string, string> = status === 429 ? { 'retry-after': '3' } : {};
        return outcomeOf({ status, headers, body: '' }, target);
      }
    };
    return {
      upload: (records, giveUpAt) =>
        uploadRecords(records, {
          clock: worker.clock,
          randomness: worker.randomness,
          giveUpAt,
          destination: 'the simulated stream',
          rules: { maxBodyBytes: this.props.maxBodyBytes, maxFieldBytes: 64_000 },
          sendChunk: chunk => post(bodyOf(chunk)),
        }),
    };
  }

  #accept(records: readonly ReportRecord[]): number {
    const { onAccepted, random, rates } = this.props;
    const { doubled, dropped, late } = rates();
    for (const row of records) {
      onAccepted(row);
      if (random.chance(dropped)) continue;
      for (let copies = random.chance(doubled) ? 2 : 1; copies > 0; copies--) this.#appear(row, random.chance(late) ? 3 * hour : 60_000);
    }
    return 204;
  }

  #appear(row: ReportRecord, withinMilliseconds: number): void {
    const { random, simulation } = this.props;
    simulation.after(random.next() * withinMilliseconds, () => this.rows.push({ appearedAt: simulation.now, row }));
  }
}

const statuses: Readonly<Partial<Record<CallFault, number>>> = { throttled: 429, 'server error': 503, 'token expired': 401 };
