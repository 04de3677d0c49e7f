import type { PreparedEvent } from '@audit-bridge/cloudtrail-events';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { type AuditEvents, AuditEventsRequestError, type EntryOutcome } from './audit-events';
import { NodeSha256 } from './node-sha256';
import { type HttpAnswer, readPutAuditEventsAnswer } from './put-audit-events-answer';

const bodyStart = '{"auditEvents":[';
const bodyEnd = ']}';
/** A request and its answer together; a run plans its last attempt by it. */
const requestTimeoutMilliseconds = 8_000;
const connectionTimeoutMilliseconds = 2_000;

export interface CloudTrailLakeSettings {
  readonly channelArn: string;
  readonly region: string;
  /** Overrides the service's own host, as the SDK's variables `AWS_ENDPOINT_URL_*` do for services that have a client. */
  readonly endpointUrl: string | undefined;
  readonly maxConcurrentRequests: number;
  readonly credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
}

/**
 * CloudTrail Lake: `PutAuditEvents`, signed by hand because no client for it is published.
 * One attempt per call: which events are tried again, and until when, is the caller's to decide.
 */
export class CloudTrailLakeEvents implements AuditEvents {
  /** @see https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html 100 events; 1 MB, taken as 10^6 bytes */
  readonly limits = { maxEvents: 100, maxBytes: 1_000_000 - bodyStart.length - bodyEnd.length };
  readonly #endpoint: URL;
  readonly #signer: SignatureV4;
  readonly #http: NodeHttpHandler;

  constructor(private readonly settings: CloudTrailLakeSettings) {
    this.#endpoint = new URL(settings.endpointUrl ?? `https://cloudtrail-data.${settings.region}.amazonaws.com`);
    this.#signer = new SignatureV4({
      service: 'cloudtrail-data',
      region: settings.region,
      credentials: settings.credentials,
      sha256: NodeSha256,
    });
    const agent = { keepAlive: true, maxSockets: settings.maxConcurrentRequests };
    this.#http = new NodeHttpHandler({ connectionTimeout: connectionTimeoutMilliseconds, httpAgent: agent, httpsAgent: agent });
  }

  async put(batch: readonly PreparedEvent[]): Promise<readonly EntryOutcome[]> {
    return readPutAuditEventsAnswer(await this.#send(`${bodyStart}${batch.map(event => event.entry).join(',')}${bodyEnd}`), batch);
  }

  async #send(text: string): Promise<HttpAnswer> {
    const body = Buffer.from(text);
    const { hostname, pathname, port, protocol } = this.#endpoint;
    try {
      const request = await this.#signer.sign({
        method: 'POST',
        protocol,
        hostname,
        ...(port === '' ? {} : { port: Number(port) }),
        path: `${pathname.replace(/\/$/, '')}/PutAuditEvents`,
        query: { channelArn: this.settings.channelArn },
        headers: { host: this.#endpoint.host, 'content-type': 'application/json', 'content-length': String(body.length) },
        body,
      });
      // The signer returns an instance of the class that the handler wants; only its declared type is the interface.
      const { response } = await this.#http.handle(request as Parameters<NodeHttpHandler['handle']>[0], {
        abortSignal: AbortSignal.timeout(requestTimeoutMilliseconds),
      });
      return { statusCode: response.statusCode, headers: response.headers, body: await readAll(response.body) };
    } catch (cause) {
      // No answer: credentials that cannot be had, a connection that fails, a time-out. Whether the events arrived is unknown; their ids make a repeat harmless.
      const reason = cause instanceof Error ? cause.name : 'an unknown error';
      throw new AuditEventsRequestError(`PutAuditEvents got no answer from ${this.#endpoint.host} (${reason}).`, 'NoAnswer', true, false, {
        cause,
      });
    }
  }
}

async function readAll(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
