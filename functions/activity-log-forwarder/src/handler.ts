import { lookForSubscriptions } from '@audit-bridge/coverage/look-for-subscriptions';
import { readEnvironment } from '@audit-bridge/function-environment';
import { createTraceTelemetry } from '@audit-bridge/telemetry/trace-lines';
import { app, type EventHubFunctionOptions, type InvocationContext } from '@azure/functions';
import { coverageFunctionName, environmentSchema, eventHubConnection, hubFunctionName, timerFunctionName } from './environment';
import { forwardMessages } from './forward-messages';
import { forwardParkedRecords } from './forward-parked-records';
import { noCounts } from './forwarding-counts';
import { retryPolicy } from './retry-policy';
import { forwardingMetrics, parkedMetrics } from './run-metrics';
import { connectServices } from './services';
import { readHubMessages } from './trigger-metadata';

const services = connectServices(readEnvironment(environmentSchema, process.env));
const { coverage } = services;

/**
 * No parked blob is begun later. With the two minutes that its delivery may take, and the retries of a storage account that is away, a run still ends
 * before the host would end it (host.json). The host starts no second run beside it.
 */
const maxParkedRunSeconds = 120;

const telemetryOf = (context: InvocationContext) => createTraceTelemetry('activity-log-forwarder', (level, line) => context[level](line));

/** The option is passed on to the binding, though its type does not know it. */
type BinaryTrigger = EventHubFunctionOptions & { readonly dataType: 'binary' };

const eventHubTrigger: BinaryTrigger = {
  connection: eventHubConnection,
  eventHubName: '%EVENT_HUB_NAME%',
  consumerGroup: '%EVENT_HUB_CONSUMER_GROUP%',
  cardinality: 'many',
  // Without it the library parses each message and the bytes are lost: 12345678901234567890 comes as 12345678901234567000.
  dataType: 'binary',
  retry: retryPolicy,
  handler: forwardActivityLog,
};

app.eventHub(hubFunctionName, eventHubTrigger);
app.timer(timerFunctionName, { schedule: '%PARKED_RECORDS_SCHEDULE%', handler: (_, context) => forwardParked(context) });
if (coverage !== undefined) {
  const { openAzure, settings } = coverage;
  const look = (_: unknown, context: InvocationContext) => lookForSubscriptions(openAzure, settings, telemetryOf(context));
  app.timer(coverageFunctionName, { schedule: '%COVERAGE_SCHEDULE%', handler: look });
}

async function forwardActivityLog(bodies: unknown, context: InvocationContext): Promise<void> {
  const telemetry = telemetryOf(context);
  const input = readHubMessages(bodies, context.triggerMetadata);
  const counts = noCounts();
  try {
    await forwardMessages(input, { ...services, counts, log: telemetry });
  } catch (error) {
    telemetry.error('The run failed: the trigger keeps its checkpoint and tries again.', error, { partitionId: input.partitionId });
    throw error;
  } finally {
    telemetry.identify({ partitionId: input.partitionId });
    telemetry.emit(forwardingMetrics(counts, input, services.ports.clock.now()));
  }
}

async function forwardParked(context: InvocationContext): Promise<void> {
  const telemetry = telemetryOf(context);
  const counts = noCounts();
  try {
    const outcome = await forwardParkedRecords({ ...services, counts, log: telemetry, maxSeconds: maxParkedRunSeconds });
    telemetry.emit(parkedMetrics(counts, outcome, services.ports.clock.now()));
  } catch (error) {
    telemetry.error('Parked records were not sent on: the next run tries again.', error);
    throw error;
  }
}
