import { hash } from 'node:crypto';

/** What PutAuditEvents takes as an id. */
const usableId = /^[-_A-Za-z0-9]{1,128}$/;

/**
 * The record's id (mapping, section 2.1, `metadata.uid`): `eventDataId` where it can be an id, else the hex SHA-256 of the record's own bytes.
 * Never reprinted first: the same bytes have the same id in every pipeline.
 */
export function recordId(eventDataId: string | undefined, bytes: Buffer): string {
  return eventDataId !== undefined && usableId.test(eventDataId) ? eventDataId : hash('sha256', bytes);
}
