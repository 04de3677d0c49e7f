import type { ReportLine } from '@audit-bridge/terminal';
import { type Azurite, startAzurite } from '../emulators/azurite';
import { type Certificate, createCertificate } from '../emulators/certificate';
import { type CloudTrailData, type CloudTrailDataProps, startCloudTrailData } from '../emulators/cloudtrail-data';
import { startEntraToken } from '../emulators/entra-token';
import { type Moto, startMoto } from '../emulators/moto';
import type { Running } from '../emulators/running';
import { startStsWebIdentity } from '../emulators/sts-web-identity';
import { testCredentials, testRegion } from '../emulators/test-account';

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
    startIdentity(running, certificate),
  ]);
  const sdkVariables = {
    AWS_REGION: testRegion,
    AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: testCredentials.sessionToken,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    AWS_ENDPOINT_URL_CLOUDTRAIL_DATA: cloudTrailData.url,
    AZURE_AUTHORITY_HOST: entra.url,
    NODE_EXTRA_CA_CERTS: certificate.certificatePath,
  };
  return { moto, azurite, cloudTrailData, certificate, tenantId, clientId, sdkVariables };
}

async function startIdentity(running: Running, certificate: Certificate) {
  const sts = await running.add(startStsWebIdentity());
  const federatedCredentials = [{ clientId, issuer: sts.issuer, subject: sts.subject }];
  return { sts, entra: await running.add(startEntraToken({ certificate, tenantId, federatedCredentials })) };
}
