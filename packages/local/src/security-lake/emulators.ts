import type { ReportLine } from '@audit-bridge/terminal';
import { type Azurite, startAzurite } from '../emulators/azurite';
import { type Certificate, createCertificate } from '../emulators/certificate';
import { type EventHubs, startEventHubs } from '../emulators/event-hubs';
import { type ManagedIdentity, startManagedIdentity } from '../emulators/managed-identity';
import { type Moto, startMoto } from '../emulators/moto';
import { Running } from '../emulators/running';
import { startStsAssumeRole } from '../emulators/sts-assume-role';
import { testAccountId, testRegion } from '../emulators/test-account';
import { consumerGroup, eventHubName } from './function-variables';

export interface SecurityLakeEmulators {
  readonly moto: Moto;
  readonly azurite: Azurite;
  readonly eventHubs: EventHubs;
  /** What the function is in Azure. */
  readonly identity: ManagedIdentity;
  /** What it becomes in AWS. */
  readonly roleArn: string;
  readonly certificate: Certificate;
  /** What speaks with the event hub: stopped before it, for its clients wait long for a connection that was cut. */
  readonly hubClients: Running;
  /** Where and who the function is: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

const partitionCount = 4;
const roleArn = `arn:aws:iam::${testAccountId}:role/activity-log-forwarder`;

/** Starts, side by side, all that the pipeline meets in two clouds. */
export async function startEmulators(
  running: Running,
  props: { readonly report?: ReportLine; readonly signal?: AbortSignal } = {},
): Promise<SecurityLakeEmulators> {
  const { certificate } = await running.add(createCertificate().then(created => ({ certificate: created, stop: created.remove })));
  const hubClients = new Running();
  const [moto, azurite, eventHubs, { identity, sts }] = await Promise.all([
    running.add(startMoto(props)),
    running.add(startAzurite({ certificate })),
    running.add(startHub(hubClients)),
    startIdentity(running),
  ]);
  const sdkVariables = {
    AWS_REGION: testRegion,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    NODE_EXTRA_CA_CERTS: certificate.certificatePath,
    ...identity.variables,
  };
  return { moto, azurite, eventHubs, identity, roleArn, certificate, hubClients, sdkVariables };
}

async function startHub(clients: Running): Promise<EventHubs> {
  const eventHubs = await startEventHubs({ eventHubs: { [eventHubName]: { partitionCount, consumerGroups: [consumerGroup] } } });
  const stop = async () => {
    await clients.stop();
    await eventHubs.stop();
  };
  return { ...eventHubs, stop };
}

/** A role that trusts exactly that identity and audience. */
async function startIdentity(running: Running) {
  const identity = await running.add(startManagedIdentity());
  const { issuer, publicKey, tokenAudience, objectId } = identity;
  const provider = { issuer, publicKey, audiences: [tokenAudience] };
  const roles = [{ arn: roleArn, audience: tokenAudience, subject: objectId }];
  return { identity, sts: await running.add(startStsAssumeRole({ provider, roles })) };
}
