import type { TokenCredential } from '@azure/core-auth';
import type { RecordUpload } from './record-upload';
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
 * The Logs Ingestion API. Keep one per process.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export declare function createLogsIngestion(settings: LogsIngestionSettings): RecordUpload;
