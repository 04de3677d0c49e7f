import { gzipSync } from 'node:zlib';
import type { TokenCredential } from '@azure/core-auth';
import { AccessTokens } from './access-tokens';
import type { ChunkOutcome } from './chunk-outcome';
import { type ExchangeAnswer, endpointUrl } from './http-exchange';
import { outcomeOf, outcomeOfError, unauthorized } from './logs-ingestion-outcome';
import { bodyOf } from './record-chunks';
import type { RecordRules } from './record-text';
import type { RecordUpload } from './record-upload';
import { sendOverHttps } from './send-over-https';
import { ServicePause } from './service-pause';
import { uploadRecords } from './upload-records';
import type { UploadSettings } from './upload-settings';

export interface LogsIngestionSettings extends UploadSettings {
  /** Of the data collection endpoint: `https://….ingest.monitor.azure.com`. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule: `dcr-…`. */
  readonly ruleId: string;
  /** `Custom-<table>` */
  readonly streamName: string;
  /** What a token is asked for, without `/.default`: other clouds have others. @default https://monitor.azure.com */
  readonly audience?: string;
  /** Called again when the service does not take the token any more: a credential gives the token that it keeps. */
  readonly openCredential: () => TokenCredential;
}

/**
 * 1 MB a call, compressed and uncompressed alike, and 64 KB a field, each in the smaller reading:
 * https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
export const logsIngestionLimits: RecordRules = { maxBodyBytes: 1_000_000, maxFieldBytes: 64_000 };

const apiVersion = '2023-01-01';

/**
 * The Logs Ingestion API. Keep one per process.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 * @throws {InvalidEndpointError}
 */
export function createLogsIngestion(settings: LogsIngestionSettings): RecordUpload {
  const { audience = 'https://monitor.azure.com', clock, endpoint, maxBodyBytes = logsIngestionLimits.maxBodyBytes } = settings;
  const { openCredential, ruleId, send = sendOverHttps(), streamName } = settings;
  const path = `/dataCollectionRules/${encodeURIComponent(ruleId)}/streams/${encodeURIComponent(streamName)}?api-version=${apiVersion}`;
  const url = endpointUrl(endpoint, path);
  const pause = new ServicePause();
  const tokens = new AccessTokens({ openCredential, scope: `${audience}/.default`, clock });

  async function sendBody(body: Buffer, timeoutMilliseconds: number): Promise<ChunkOutcome> {
    const { content, headers } = encode(body);
    const post = (token: string): Promise<ExchangeAnswer> => {
      const all = { 'content-type': 'application/json', ...headers, authorization: `Bearer ${token}` };
      return send({ url, headers: all, body: content, timeoutMilliseconds });
    };
    const token = await tokens.current(timeoutMilliseconds);
    const answer = await post(token);
    if (answer.status !== unauthorized) return outcomeOf(answer, settings);
    return outcomeOf(await post(await tokens.otherThan(token, timeoutMilliseconds)), settings);
  }

  return {
    upload: (records, giveUpAt) =>
      uploadRecords(records, {
        ...settings,
        giveUpAt,
        pause,
        destination: `Stream ${streamName} of data collection rule ${ruleId}`,
        rules: { ...logsIngestionLimits, maxBodyBytes: Math.min(maxBodyBytes, logsIngestionLimits.maxBodyBytes) },
        sendChunk: (chunk, timeoutMilliseconds) => sendBody(bodyOf(chunk), timeoutMilliseconds).catch(outcomeOfError),
      }),
  };
}

/** Bytes that do not shrink go as they are: either way the limit holds. */
function encode(body: Buffer): { readonly content: Buffer; readonly headers: Readonly<Record<string, string>> } {
  // 20 ms for a full body. In another thread it would end at a moment of its own, and a simulated run could not be replayed.
  const compressed = gzipSync(body);
  return compressed.length < body.length
    ? { content: compressed, headers: { 'content-encoding': 'gzip' } }
    : { content: body, headers: {} };
}
