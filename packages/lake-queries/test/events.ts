import type { Row } from './lake-tables';

export const day = '2026-03-02';
export const at = (time: string): number => Date.parse(`${day}T${time}Z`);

const subscription = 'aaaaaaaa-0000-4000-8000-000000000001';

interface AzureChanges {
  readonly uid: string;
  readonly time: number;
  readonly hash?: string;
  readonly version?: string;
  readonly actor?: unknown;
  readonly operation?: string;
  readonly correlation?: string;
  readonly logName?: string;
  readonly activity?: number;
  readonly statusId?: number;
  readonly status?: string;
  readonly error?: string;
  readonly address?: unknown;
  readonly resources?: readonly unknown[];
}

export const azureEvent = (changes: AzureChanges): Row => ({
  time: changes.time,
  activity_id: changes.activity ?? 3,
  status_id: changes.statusId ?? 1,
  status: changes.status ?? 'Success',
  metadata: {
    uid: changes.uid,
    correlation_uid: changes.correlation ?? changes.uid,
    log_name: changes.logName ?? 'Administrative',
    version: changes.version ?? '1.1.0',
  },
  actor: changes.actor ?? { user: { name: 'Ann@quillfern.example', uid: 'u-ann' } },
  api: {
    operation: changes.operation ?? 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE',
    response: changes.error === undefined ? null : { error: changes.error },
  },
  resources: changes.resources ?? [{ uid: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a' }],
  cloud: { account: { uid: subscription }, region: 'westeurope' },
  src_endpoint: changes.address ?? { ip: '192.0.2.4' },
  unmapped: { record_sha256: changes.hash ?? `hash of ${changes.uid}` },
  region: 'eu-west-1',
  accountid: `external_${subscription}`,
  eventday: new Date(changes.time).toISOString().slice(0, 10).replaceAll('-', ''),
});

interface CloudTrailChanges {
  readonly uid: string;
  readonly time: number;
  readonly actor?: unknown;
  readonly operation?: string;
  readonly activity?: number;
  readonly error?: string;
  readonly address?: unknown;
}

export const cloudTrailEvent = (changes: CloudTrailChanges): Row => ({
  time: changes.time,
  time_dt: new Date(changes.time).toISOString().slice(0, 23).replace('T', ' '),
  activity_id: changes.activity ?? 3,
  metadata: { uid: changes.uid },
  actor: changes.actor ?? { user: { name: 'bea', uid: 'arn:aws:iam::111122223333:user/bea' } },
  api: { operation: changes.operation ?? 'PutBucketPolicy', response: changes.error === undefined ? null : { error: changes.error } },
  resources: [{ uid: 'arn:aws:s3:::quillfern-archive' }],
  cloud: { region: 'eu-west-1' },
  src_endpoint: changes.address ?? { ip: '198.51.100.7' },
  region: 'eu-west-1',
  accountid: '111122223333',
  eventday: new Date(changes.time).toISOString().slice(0, 10).replaceAll('-', ''),
});
