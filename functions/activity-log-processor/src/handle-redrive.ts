import { fetchFailedRecords, type RedriveReport, type RedriveRequest } from '@audit-bridge/failed-events';
import type { Telemetry } from '@audit-bridge/telemetry';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BlobRun } from './blob-run';
import { noCounts } from './processing-counts';
import { redriveFailedRecords } from './redrive-failed-records';
import { runMetrics } from './run-metrics';

export interface RedriveHandling {
  readonly telemetry: Telemetry;
  readonly s3: S3Client;
  readonly settings: BlobRun['settings'];
  readonly portsFor: (path: string) => BlobRun['ports'];
  readonly deadline: number;
}

/**
 * Takes the records of one object through once more. The operator's command line asks for it and shows the answer.
 *
 * @throws what made it fail; the object and its pointer stay
 */
export async function handleRedrive({ redrive }: RedriveRequest, handling: RedriveHandling): Promise<RedriveReport> {
  const { deadline, portsFor, s3, settings, telemetry } = handling;
  const counts = noCounts();
  try {
    const records = await fetchFailedRecords(s3, redrive.bucket, redrive.key);
    const ports = portsFor(records[0]?.blob ?? '');
    const report = await redriveFailedRecords({ records, ports, settings, counts, deadline, dryRun: redrive.dryRun });
    telemetry.info('Failed records were taken through once more.', { key: redrive.key, dryRun: redrive.dryRun, accepted: report.accepted });
    return report;
  } catch (error) {
    telemetry.error('Failed records could not be taken through: they stay where they are.', error, { key: redrive.key });
    throw error;
  } finally {
    if (!redrive.dryRun) telemetry.emit(runMetrics(counts, Date.now()));
  }
}
