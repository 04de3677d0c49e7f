import { LocalClouds } from '../clouds/local-clouds';
import type { Certificate } from '../emulators/certificate';
import type { EntraToken } from '../emulators/entra-token';
import type { FaultProxy } from '../emulators/fault-proxy';
import type { Moto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { sdkVariables } from '../emulators/sdk-variables';
import { otherCredentials } from '../emulators/test-account';
import { clientIds, tenantId } from '../emulators/test-tenant';

export interface AccessKeysEmulators {
  readonly moto: Moto;
  /** The way of `AssumeRole` to moto. */
  readonly sessions: FaultProxy;
  readonly certificate: Certificate;
  readonly entra: EntraToken;
  readonly tenantId: string;
  /** The client id of the identity that the function's role may become. */
  readonly clientId: string;
  /** Where and who the function is: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

/** The function's: its account is the first of the report, which need not be that of other pipelines beside it. */
export const reporterCredentials = otherCredentials;

/** Starts, side by side, all that the pipeline meets in two clouds, but for the place where the report arrives. */
export async function startEmulators(running: Running, clouds = new LocalClouds(running)): Promise<AccessKeysEmulators> {
  const [moto, sessions, certificate, { entra, sts }] = await Promise.all([
    clouds.moto(),
    clouds.sessions(),
    clouds.certificate(),
    clouds.webIdentity(),
  ]);
  const variables = sdkVariables({ moto, sts, entra, certificate, credentials: reporterCredentials });
  return { moto, sessions, certificate, entra, tenantId, clientId: clientIds.accessKeyReporter, sdkVariables: variables };
}
