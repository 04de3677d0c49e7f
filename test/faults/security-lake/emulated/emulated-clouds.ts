import type { ActivityLogForwarderEnvironment } from '@audit-bridge/activity-log-forwarder/environment';
import { bundleFunctions } from '@audit-bridge/bundling';
import { createCertificate, startAzurite, startMoto, testAccountId, testRegion } from '@audit-bridge/local';
import { connectToAzurite } from '@audit-bridge/local/emulators/azurite-client';
import { startEventHubs } from '@audit-bridge/local/emulators/event-hubs';
import { startFaultProxy } from '@audit-bridge/local/emulators/fault-proxy';
import { startManagedIdentity } from '@audit-bridge/local/emulators/managed-identity';
import type { Running } from '@audit-bridge/local/emulators/running';
import { startStsAssumeRole } from '@audit-bridge/local/emulators/sts-assume-role';
import { connectToKinesis } from '@audit-bridge/local/security-lake/resources';
import { startKinesisProxy } from '@audit-bridge/record-stream/test/fakes/kinesis-proxy';
import { crashAtRequest } from '../../emulated/crash-plan';
import { subscriptionId } from './schedule';

export const consumerGroup = 'audit-bridge';
const roleArn = `arn:aws:iam::${testAccountId}:role/activity-log-forwarder`;

/** The emulators of both clouds, with what can fail behind proxies, and the bundled function. */
export async function startClouds(running: Running) {
  const certificate = await running.add(createCertificate());
  const [moto, azurite, eventHubs, identity, artifacts] = await Promise.all([
    running.add(startMoto()),
    running.add(startAzurite({ certificate })),
    running.add(startEventHubs({ eventHubs: {} })),
    running.add(startManagedIdentity()),
    bundleFunctions({ names: ['activity-log-forwarder'] }),
  ]);
  const { issuer, publicKey, tokenAudience, objectId } = identity;
  const provider = { issuer, publicKey, audiences: [tokenAudience] };
  const [sts, kinesisProxy, parkingProxy] = await Promise.all([
    running.add(startStsAssumeRole({ provider, roles: [{ arn: roleArn, audience: tokenAudience, subject: objectId }] })),
    running.add(startKinesisProxy(moto.url)),
    running.add(startFaultProxy({ target: new URL(azurite.accountUrl).origin, certificate })),
  ]);
  const kinesis = connectToKinesis(moto.url);
  running.add(Promise.resolve({ stop: async () => kinesis.destroy() }));
  return {
    eventHubs,
    kinesis,
    kinesisProxy,
    parkingProxy,
    storage: connectToAzurite(azurite, certificate),
    zipPath: artifacts['activity-log-forwarder']?.path ?? '',
    preload: [crashAtRequest],
    /** Of a function whose event hub, stream and container have one name. */
    variables: (name: string, crashPlanFile: string): Readonly<Record<string, string>> => {
      const forwarder: ActivityLogForwarderEnvironment = {
        EVENT_HUB_NAME: name,
        EVENT_HUB_CONSUMER_GROUP: consumerGroup,
        PARKED_RECORDS_SCHEDULE: '0 */5 * * * *',
        SUBSCRIPTION_IDS: subscriptionId,
        STREAM_NAME: name,
        AWS_REGION: testRegion,
        AWS_ROLE_ARN: roleArn,
        TOKEN_AUDIENCE: tokenAudience,
        AZURE_CLIENT_ID: identity.clientId,
        PARKING_CONTAINER_URL: `${parkingProxy.url}/devstoreaccount1/${name}`,
        MAX_CONCURRENT_REQUESTS: '2',
        DELIVERY_TIMEOUT_SECONDS: '1',
      };
      return {
        ...forwarder,
        ...identity.variables,
        EVENT_HUB: eventHubs.connectionString,
        AWS_ENDPOINT_URL_STS: sts.url,
        AWS_ENDPOINT_URL_KINESIS: kinesisProxy.url,
        NODE_EXTRA_CA_CERTS: certificate.certificatePath,
        WEBSITE_SITE_NAME: 'activity-log-forwarder',
        CRASH_PLAN_FILE: crashPlanFile,
      };
    },
  };
}

export type EmulatedClouds = Awaited<ReturnType<typeof startClouds>>;
