import type { ReportLine } from '@audit-bridge/terminal';
import { type Azurite, startAzurite } from '../emulators/azurite';
import { type Certificate, createCertificate } from '../emulators/certificate';
import { type CloudTrailData, type CloudTrailDataProps, startCloudTrailData } from '../emulators/cloudtrail-data';
import { type Moto, startMoto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { sdkVariables } from '../emulators/sdk-variables';
import { startWebIdentity } from '../emulators/web-identity';

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

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';

/** Starts, side by side, all that the pipeline meets in two clouds. */
export async function startEmulators(
  running: Running,
  props: CloudTrailDataProps & { readonly report?: ReportLine; readonly signal?: AbortSignal } = {},
): Promise<CloudTrailLakeEmulators> {
  const { certificate } = await running.add(createCertificate().then(created => ({ certificate: created, stop: created.remove })));
  const [moto, azurite, cloudTrailData, { sts, entra }] = await Promise.all([
    running.add(startMoto(props)),
    running.add(startAzurite({ certificate })),
    running.add(startCloudTrailData(props)),
    startWebIdentity(running, { certificate, tenantId, clientId }),
  ]);
  return {
    moto,
    azurite,
    cloudTrailData,
    certificate,
    tenantId,
    clientId,
    sdkVariables: { ...sdkVariables({ moto, sts, entra, certificate }), AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: cloudTrailData.url },
  };
}
