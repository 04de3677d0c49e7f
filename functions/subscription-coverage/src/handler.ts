import { checkSubscriptions } from '@audit-bridge/coverage/check-subscriptions';
import { coverageMetrics, tellSubscriptions } from '@audit-bridge/coverage/tell-subscriptions';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import { environmentSchema } from './environment';
import { connectServices } from './services';

const telemetry = createTelemetry('subscription-coverage');
const { azure, settings } = connectServices(readEnvironment(environmentSchema, process.env));

/** Called by the schedule. An error lets the alarms work; the next call looks again. */
export async function handler(): Promise<void> {
  try {
    const coverage = await checkSubscriptions(azure, settings);
    tellSubscriptions(coverage, telemetry);
    telemetry.emit(coverageMetrics(coverage));
  } catch (error) {
    telemetry.error('Which subscriptions nobody collects from is not known', error);
    telemetry.emit(coverageMetrics(undefined));
    throw error;
  }
}
