import { parseHint } from '@audit-bridge/activity-log-blobs';
import type { Telemetry } from '@audit-bridge/telemetry';
import type { BlobRun } from './blob-run';
import { processBlob } from './process-blob';
import { noCounts } from './processing-counts';
import { runMetrics } from './run-metrics';

export interface MessageHandling {
  readonly telemetry: Telemetry;
  readonly settings: BlobRun['settings'];
  /** The ports for a blob: CloudWatch Logs has a stream per subscription. */
  readonly portsFor: (path: string) => BlobRun['ports'];
  readonly deadline: number;
}

/**
 * Works off the body of one message. Metrics go out whatever happens.
 *
 * @throws what made the run fail; it is logged already
 */
export async function handleMessage(body: string, { deadline, portsFor, settings, telemetry }: MessageHandling): Promise<void> {
  const counts = noCounts();
  try {
    const hint = parseHint(body);
    telemetry.identify({ blob: hint.path });
    const outcome = await processBlob({ hint, ports: portsFor(hint.path), settings, counts, deadline });
    telemetry.info('The blob was processed.', { outcome, ...counts });
  } catch (error) {
    telemetry.error('The blob could not be processed: the message comes back.', error, { ...counts });
    throw error;
  } finally {
    telemetry.emit(runMetrics(counts, Date.now()));
  }
}
