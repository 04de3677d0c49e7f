import type { Reason } from './chunk-outcome';
import { type DeliverySettings, deliverChunks } from './deliver-chunks';
import { cutChunks } from './record-chunks';
import { type RecordRules, type RecordText, recordText, UnfitRecordError } from './record-text';
import { UploadError } from './upload-error';
import { UploadFailures } from './upload-failures';

export interface UploadPlan extends Omit<DeliverySettings, 'failures'> {
  /** For the error's message. */
  readonly destination: string;
  readonly rules: RecordRules;
}

/**
 * The way of records that both transports share: checked, cut, sent.
 *
 * @throws {UploadError}
 */
export async function uploadRecords(records: readonly object[], plan: UploadPlan): Promise<void> {
  const failures = new UploadFailures();
  const chunks = cutChunks(fitRecords(records, plan.rules, failures), plan.rules.maxBodyBytes);
  await deliverChunks(chunks, { ...plan, failures });
  const { cause, list } = failures;
  if (list.length > 0) throw new UploadError(plan.destination, records.length, list, cause === undefined ? undefined : { cause });
}

function* fitRecords(records: readonly object[], rules: RecordRules, failures: UploadFailures): Generator<RecordText, void> {
  for (const [position, record] of records.entries()) {
    try {
      yield recordText(record, position, rules);
    } catch (error) {
      if (!(error instanceof UnfitRecordError)) throw error;
      const reason: Reason = { code: error.code, status: undefined, explanation: error.message };
      failures.add(reason, [{ position }]);
    }
  }
}
