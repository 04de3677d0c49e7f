import { LocalClouds } from '../clouds/local-clouds';
import type { Azurite } from '../emulators/azurite';
import type { Certificate } from '../emulators/certificate';
import { type CloudTrailData, type CloudTrailDataProps, startCloudTrailData } from '../emulators/cloudtrail-data';
import type { Moto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { sdkVariables } from '../emulators/sdk-variables';
import { clientIds, tenantId } from '../emulators/test-tenant';

export interface CloudTrailLakeEmulators {
  readonly moto: Moto;
  readonly azurite: Azurite;
  readonly cloudTrailData: CloudTrailData;
  readonly certificate: Certificate;
  readonly tenantId: string;
  /** The client id of the identity that the functions' role may become. */
  readonly clientId: string;
  /** Where and who the functions are: the SDKs' own variables. */
  readonly sdkVariables: Readonly<Record<string, string>>;
}

/** Starts, side by side, all that the pipeline meets in two clouds. */
export async function startEmulators(
  running: Running,
  props: CloudTrailDataProps = {},
  clouds = new LocalClouds(running),
): Promise<CloudTrailLakeEmulators> {
  const [moto, azurite, cloudTrailData, certificate, { sts, entra }] = await Promise.all([
    clouds.moto(),
    clouds.azurite(),
    running.add(startCloudTrailData(props)),
    clouds.certificate(),
    clouds.webIdentity(),
  ]);
  const variables = { ...sdkVariables({ moto, sts, entra, certificate }), AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: cloudTrailData.url };
  return { moto, azurite, cloudTrailData, certificate, tenantId, clientId: clientIds.activityLogReader, sdkVariables: variables };
}
