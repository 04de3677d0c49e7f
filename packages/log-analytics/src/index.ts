export { createDataCollector, type DataCollectorSettings } from './data-collector';
export { type ExchangeAnswer, type ExchangeRequest, NoAnswerError, type SendRequest } from './http-exchange';
export { createLogsIngestion, type LogsIngestionSettings } from './logs-ingestion';
export type { RecordUpload } from './record-upload';
export { UploadError, type UploadFailure } from './upload-error';
export type { UploadRetry, UploadSettings } from './upload-settings';
