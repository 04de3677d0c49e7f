import type { Certificate } from './certificate';
import type { LocalServer } from './local-server';
import { type otherCredentials, testCredentials, testRegion } from './test-account';
import type { WebIdentity } from './web-identity';

export interface SdkVariablesProps extends WebIdentity {
  /** What serves AWS, but for STS. */
  readonly moto: Pick<LocalServer, 'url'>;
  readonly certificate: Certificate;
  /** Whose calls they are. @default those of the emulators' account */
  readonly credentials?: typeof testCredentials | typeof otherCredentials;
}

/** Where and who a function in AWS is, for the emulators: the SDKs' own variables. */
export function sdkVariables({ certificate, credentials = testCredentials, entra, moto, sts }: SdkVariablesProps) {
  return {
    AWS_REGION: testRegion,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: moto.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    AZURE_AUTHORITY_HOST: entra.url,
    NODE_EXTRA_CA_CERTS: certificate.certificatePath,
  } as const;
}
