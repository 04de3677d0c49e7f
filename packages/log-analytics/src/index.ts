export type { RecordUpload } from './record-upload';
