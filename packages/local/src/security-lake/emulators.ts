import { LocalClouds } from '../clouds/local-clouds';
import type { SharedEventHubs } from '../clouds/shared-event-hubs';
import type { Azurite } from '../emulators/azurite';
import type { Certificate } from '../emulators/certificate';
import { type ManagedIdentity, startManagedIdentity } from '../emulators/managed-identity';
import type { Moto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { startStsAssumeRole } from '../emulators/sts-assume-role';
import { testAccountId, testRegion } from '../emulators/test-account';

export interface SecurityLakeEmulators {
  readonly moto: Moto;
  readonly azurite: Azurite;
  readonly eventHubs: SharedEventHubs;
  /** What the function is in Azure. */
  readonly identity: ManagedIdentity;
  /** What it becomes in AWS. */
  readonly roleArn: string;
  readonly certificate: Certificate;
  /** Where and who the function is: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

const roleArn = `arn:aws:iam::${testAccountId}:role/activity-log-forwarder`;

/** Starts, side by side, all that the pipeline meets in two clouds. */
export async function startEmulators(running: Running, clouds = new LocalClouds(running)): Promise<SecurityLakeEmulators> {
  const [moto, azurite, eventHubs, certificate, { identity, sts }] = await Promise.all([
    clouds.moto(),
    clouds.azurite(),
    clouds.eventHubs(),
    clouds.certificate(),
    startIdentity(running),
  ]);
  const sdkVariables = {
    AWS_REGION: testRegion,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    NODE_EXTRA_CA_CERTS: certificate.certificatePath,
    ...identity.variables,
  };
  return { moto, azurite, eventHubs, identity, roleArn, certificate, sdkVariables };
}

/** A role that trusts exactly that identity and audience. */
async function startIdentity(running: Running) {
  const identity = await running.add(startManagedIdentity());
  const { issuer, publicKey, tokenAudience, objectId } = identity;
  const provider = { issuer, publicKey, audiences: [tokenAudience] };
  const roles = [{ arn: roleArn, audience: tokenAudience, subject: objectId }];
  return { identity, sts: await running.add(startStsAssumeRole({ provider, roles })) };
}
