import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { connectToParkingContainer } from '@audit-bridge/parked-records/parking-container';
import { awsCredentials } from '@audit-bridge/web-identity/aws-credentials';
import { timedCredential } from '@audit-bridge/web-identity/timed-credential';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { STSClient } from '@aws-sdk/client-sts';
import { ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AzureSequenceNumbers } from './azure-sequence-numbers';
import type { ActivityLogForwarderSettings } from './environment';
import type { ForwarderPorts, ForwarderSettings } from './forwarder-run';
import { KinesisRecordStream } from './kinesis-record-stream';
import { PartitionSequences } from './partition-sequences';

/** What a process keeps from its cold start on: clients with their connections, tokens and sessions. */
export interface Services {
  readonly ports: ForwarderPorts;
  readonly settings: ForwarderSettings;
  readonly sequences: PartitionSequences;
}

/** Connects to nothing yet: that is left to the first requests. */
export function connectServices(environment: ActivityLogForwarderSettings): Services {
  const identity = timedCredential(new ManagedIdentityCredential({ clientId: environment.AZURE_CLIENT_ID }), tokenTimeoutMilliseconds);
  const container = connectToParkingContainer(environment.PARKING_CONTAINER_URL, identity);
  const sequenceNumbers = new AzureSequenceNumbers(container, environment.EVENT_HUB_CONSUMER_GROUP);
  return {
    ports: {
      stream: connectStream(environment, identity),
      parking: new AzureParkingPlace(container),
      sequenceNumbers,
      clock: systemClock,
      randomness: systemRandomness,
      breathe: turnOfTheEventLoop,
    },
    settings: {
      subscriptionIds: environment.SUBSCRIPTION_IDS,
      maxConcurrentRequests: environment.MAX_CONCURRENT_REQUESTS,
      deliveryTimeoutSeconds: environment.DELIVERY_TIMEOUT_SECONDS,
    },
    sequences: new PartitionSequences(sequenceNumbers),
  };
}

/** The endpoint stands beside the function and mostly answers from its cache; its library tries again by itself. */
const tokenTimeoutMilliseconds = 20_000;
/** A request that got no answer by then is sent again: 10 MiB need a second or two. */
const requestTimeoutMilliseconds = 15_000;

function connectStream(environment: ActivityLogForwarderSettings, credential: TokenCredential): KinesisRecordStream {
  const region = environment.AWS_REGION;
  const timeouts = { connectionTimeout: 5_000, requestTimeout: requestTimeoutMilliseconds, throwOnRequestTimeout: true };
  const credentials = awsCredentials({
    credential,
    tokenAudience: environment.TOKEN_AUDIENCE,
    client: new STSClient({ region, requestHandler: new NodeHttpHandler(timeouts) }),
    roleArn: environment.AWS_ROLE_ARN,
    sessionName: 'activity-log-forwarder',
  });
  // HTTP/1.1: the client's own HTTP/2 sends all requests over one connection, where a lost packet or a reset holds up, or fails, all of them; and
  // emulators speak nothing else. One handler for all clients, so that a new session keeps the connections.
  const requestHandler = new NodeHttpHandler({ ...timeouts, httpsAgent: { keepAlive: true, maxSockets: 64 } });
  return new KinesisRecordStream({
    streamName: environment.STREAM_NAME,
    // One attempt: deliverRows decides alone what is sent again and for how long.
    connect: () => new KinesisClient({ region, credentials, requestHandler, maxAttempts: 1 }),
  });
}
