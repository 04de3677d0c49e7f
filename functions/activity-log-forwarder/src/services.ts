import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { systemClock, systemRandomness, turnOfTheEventLoop } from '@audit-bridge/backoff';
import type { AzureLists } from '@audit-bridge/coverage/azure-lists';
import type { CheckSettings } from '@audit-bridge/coverage/check-subscriptions';
import { AzureParkingPlace } from '@audit-bridge/parked-records/azure-parking-place';
import { connectToParkingContainer } from '@audit-bridge/parked-records/parking-container';
import { connectToKinesis, streamTimeouts } from '@audit-bridge/record-stream/connect-to-kinesis';
import { KinesisRecordStream } from '@audit-bridge/record-stream/kinesis-record-stream';
import { awsCredentials } from '@audit-bridge/web-identity/aws-credentials';
import { timedCredential } from '@audit-bridge/web-identity/timed-credential';
import { STSClient } from '@aws-sdk/client-sts';
import { ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AzureSequenceNumbers } from './azure-sequence-numbers';
import type { ActivityLogForwarderSettings } from './environment';
import type { ForwarderPorts, ForwarderSettings } from './forwarder-run';
import { PartitionSequences } from './partition-sequences';

/** What a process keeps from its cold start on: clients with their connections, tokens and sessions. */
export interface Services {
  readonly ports: ForwarderPorts;
  readonly settings: ForwarderSettings;
  readonly sequences: PartitionSequences;
  /** Undefined: nobody looks for subscriptions that are not collected from. */
  readonly coverage: CoverageServices | undefined;
}

/** What a look for such subscriptions asks, and about what. */
export interface CoverageServices {
  /** Made for each look: a cold start for messages does not pay for it. */
  readonly openAzure: () => AzureLists;
  readonly settings: CheckSettings;
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
    coverage: connectCoverage(environment, identity),
  };
}

function connectCoverage(environment: ActivityLogForwarderSettings, credential: TokenCredential): CoverageServices | undefined {
  const { MANAGEMENT_GROUP_ID: managementGroupId, RESOURCE_MANAGER_URL: url, TENANT_ID: tenantId } = environment;
  if (managementGroupId === undefined || url === undefined || tenantId === undefined) return undefined;
  return {
    openAzure: () => restApi({ url, credential, scope: `${environment.RESOURCE_MANAGER_AUDIENCE}/.default` }),
    settings: { tenantId, subscriptionIds: environment.SUBSCRIPTION_IDS, managementGroupId },
  };
}

/** The endpoint stands beside the function and mostly answers from its cache; its library tries again by itself. */
const tokenTimeoutMilliseconds = 20_000;

function connectStream(environment: ActivityLogForwarderSettings, credential: TokenCredential): KinesisRecordStream {
  const region = environment.AWS_REGION;
  const credentials = awsCredentials({
    credential,
    tokenAudience: environment.TOKEN_AUDIENCE,
    client: new STSClient({ region, requestHandler: new NodeHttpHandler(streamTimeouts) }),
    roleArn: environment.AWS_ROLE_ARN,
    sessionName: 'activity-log-forwarder',
  });
  return new KinesisRecordStream({ streamName: environment.STREAM_NAME, connect: connectToKinesis({ region, credentials }) });
}
