import { lookForSubscriptions } from '@audit-bridge/coverage/look-for-subscriptions';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTelemetry } from '@audit-bridge/telemetry';
import { environmentSchema } from './environment';
import { connectServices } from './services';

const telemetry = createTelemetry('subscription-coverage');
const { azure, settings } = connectServices(readEnvironment(environmentSchema, process.env));

/** Called by the schedule. An error lets the alarms work; the next call looks again. */
export async function handler(): Promise<void> {
  await lookForSubscriptions(() => azure, settings, telemetry);
}
