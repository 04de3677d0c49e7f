export { type DeliveryOutcome, type DeliverySettings, deliverRows } from './deliver-rows';
export { partitionKeyBytes, spreadPartitionKey } from './partition-key';
export { type RecordStream, type RowOutcome, type StreamLimits, StreamRequestError, type StreamRow } from './record-stream';
export { type Row, RowBatches } from './row-batches';
