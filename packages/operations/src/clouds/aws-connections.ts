import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { endingClient } from './ending-requests';

/** What every client of the AWS SDK takes. */
export interface AwsClientSettings {
  readonly region: string;
  /** A stand-in on this machine; without it the SDK asks AWS. */
  readonly endpoint?: string;
  /** Those of a stand-in; without them the SDK looks for the person's own. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  readonly maxAttempts?: number;
  readonly requestHandler?: NodeHttpHandler;
  /** Of S3 alone: a stand-in has no host name for each bucket. */
  readonly forcePathStyle?: boolean;
}

/** How a command reaches one environment's AWS account. */
export interface AwsConnections {
  /** What each client takes; for those that something else makes. */
  readonly settings: AwsClientSettings;
  /**
   * A client of the environment's Region.
   *
   * @param Client a class of the AWS SDK, like `S3Client`: whoever uses it imports it
   * @param settings what this use needs to be different, like `{ region: 'us-east-1' }`
   */
  client<Client>(Client: new (settings: AwsClientSettings) => Client, settings?: Partial<AwsClientSettings>): Client;
}

/**
 * @param settings what each client takes unless its user says otherwise
 * @param requests ends what is asked by them
 */
export const awsConnections = (settings: AwsClientSettings, requests?: AbortSignal): AwsConnections => ({
  settings,
  client: (Client, more = {}) => endingClient(new Client({ ...settings, ...more }), requests),
});
