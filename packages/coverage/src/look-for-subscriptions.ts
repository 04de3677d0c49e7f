import type { AzureLists } from './azure-lists';
import { type CheckSettings, checkSubscriptions } from './check-subscriptions';
import { type CoverageLog, coverageMetrics, tellSubscriptions } from './tell-subscriptions';

/** Where a look is told of. */
export interface CoverageTelemetry extends CoverageLog {
  error(message: string, error: unknown): void;
  emit(metrics: ReturnType<typeof coverageMetrics>): void;
}

/**
 * One look from its beginning to what is told of it, its failure too.
 *
 * @throws what the look throws, once it is told
 */
export async function lookForSubscriptions(
  openAzure: () => AzureLists,
  settings: CheckSettings,
  telemetry: CoverageTelemetry,
): Promise<void> {
  try {
    const coverage = await checkSubscriptions(openAzure(), settings);
    tellSubscriptions(coverage, telemetry);
    telemetry.emit(coverageMetrics(coverage));
  } catch (error) {
    telemetry.error('Which subscriptions nobody collects from is not known', error);
    telemetry.emit(coverageMetrics(undefined));
    throw error;
  }
}
