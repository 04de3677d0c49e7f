import type { CachedSecret } from '@audit-bridge/cached-secret';
import type { RecordUpload } from './record-upload';
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

/**
 * The HTTP Data Collector API, retired by Azure on 2026-09-14: for workspaces where it still answers. Keep one per process.
 *
 * A record's members are its columns' names; the ending that the service appends by itself is left out.
 *
 * @see https://learn.microsoft.com/previous-versions/azure/azure-monitor/logs/data-collector-api
 */
export declare function createDataCollector(settings: DataCollectorSettings): RecordUpload;
