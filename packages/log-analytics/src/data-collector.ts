import type { CachedSecret } from '@audit-bridge/cached-secret';
import type { ChunkOutcome } from './chunk-outcome';
import { collectorMembers } from './collector-columns';
import { KeyRefusedError, outcomeOf, outcomeOfError } from './data-collector-outcome';
import { endpointUrl } from './http-exchange';
import { bodyOf, type RecordChunk } from './record-chunks';
import type { RecordRules } from './record-text';
import type { RecordUpload } from './record-upload';
import { sendOverHttps } from './send-over-https';
import { ServicePause } from './service-pause';
import { collectorContentType, collectorPath, sharedKeyAuthorization } from './shared-key';
import { uploadRecords } from './upload-records';
import type { UploadSettings } from './upload-settings';

export interface DataCollectorSettings extends UploadSettings {
  /** `https://<workspace id>.ods.opinsights.azure.com` */
  readonly endpoint: string;
  readonly workspaceId: string;
  /** The table's name without `_CL`. */
  readonly logType: string;
  /** The workspace's primary or secondary key: read again, once, when the service does not take it any more. */
  readonly sharedKey: Pick<CachedSecret, 'use'>;
  /**
   * The member that becomes `TimeGenerated`. The records' own `TimeGenerated` is not sent: the service would make another column of it.
   * A time column of this name ends in `_t` in the table.
   */
  readonly timeGeneratedField: string;
}

/** A post of the size that the service allows would cost much memory, and much when it is lost. */
const defaultBodyBytes = 8_000_000;

/** 30 MB a post and 32 KB a field, in the smaller reading: https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api#data-limits */
export const dataCollectorLimits = { maxBodyBytes: 30_000_000, maxFieldBytes: 32_000 } as const;

const apiVersion = '2016-04-01';

/**
 * The HTTP Data Collector API, retired by Azure on 2026-09-14: for workspaces where it still answers. Keep one per process.
 *
 * A record's members are its columns' names; the ending that the service appends by itself is left out.
 *
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api
 * @throws {InvalidEndpointError}
 */
export function createDataCollector(settings: DataCollectorSettings): RecordUpload {
  const {
    clock,
    endpoint,
    logType,
    maxBodyBytes = defaultBodyBytes,
    send = sendOverHttps(),
    sharedKey,
    timeGeneratedField,
    workspaceId,
  } = settings;
  const url = endpointUrl(endpoint, `${collectorPath}?api-version=${apiVersion}`);
  const rules: RecordRules = {
    maxBodyBytes: Math.min(maxBodyBytes, dataCollectorLimits.maxBodyBytes),
    maxFieldBytes: dataCollectorLimits.maxFieldBytes,
    shape: record => collectorMembers(record, timeGeneratedField),
  };

  const pause = new ServicePause();

  async function post(chunk: RecordChunk, key: string, timeoutMilliseconds: number): Promise<ChunkOutcome> {
    const body = bodyOf(chunk);
    const date = new Date(clock.now()).toUTCString();
    const headers = {
      'content-type': collectorContentType,
      'content-length': String(body.length),
      'log-type': logType,
      'x-ms-date': date,
      'time-generated-field': timeGeneratedField,
      authorization: sharedKeyAuthorization({ workspaceId, sharedKey: key, contentLength: body.length, date }),
    };
    return outcomeOf(await send({ url, headers, body, timeoutMilliseconds }), chunk, settings);
  }

  const isRefused = (error: unknown) => error instanceof KeyRefusedError;
  return {
    upload: (records, giveUpAt) =>
      uploadRecords(records, {
        ...settings,
        giveUpAt,
        pause,
        destination: `Table ${logType}_CL of workspace ${workspaceId}`,
        rules,
        sendChunk: (chunk, timeoutMilliseconds) =>
          sharedKey.use(key => post(chunk, key, timeoutMilliseconds), isRefused).catch(outcomeOfError),
      }),
  };
}
