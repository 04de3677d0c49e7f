import { type AccessKeyRecord, streamColumns } from '../../../access-key-records/src';

/** The moment of the attempt. */
export const sampleTime = '2026-11-21T10:00:00.000Z';

const values: Readonly<Record<string, unknown>> = { boolean: false, datetime: sampleTime, real: 12, string: 'text' };

/** A record with a value in each column, as no real one has. */
export const everyColumn = Object.fromEntries(streamColumns.map(({ name, type }) => [name, values[type]]));

export const sampleRecord = (index: number): AccessKeyRecord => ({
  TimeGenerated: sampleTime,
  loggedDate: sampleTime,
  RecordType_s: 'AccessKey',
  RunId_s: `run-${sampleTime}`,
  AttemptId_s: 'attempt-1',
  account_number_s: '123456789012',
  user_s: `ünïcode-${index}`,
  UserArn_s: `arn:aws:iam::123456789012:user/path/ünïcode-${index}`,
  IsRoot_b: false,
  AccessKeyId_s: 'AKIA...WXYZ',
  KeyUid_s: index.toString(16).padStart(64, '0'),
  Status_s: 'Active',
  CreateDate_t: '2025-11-21T10:00:00Z',
  KeyAgeDays_d: 365,
  NeverUsed_b: true,
  Region_s: 'N/A',
  ServiceName_s: 'N/A',
});

export const sampleRecords = (count: number) => Array.from({ length: count }, (_, index) => sampleRecord(index));
