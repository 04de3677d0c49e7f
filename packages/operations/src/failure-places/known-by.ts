import { createHash } from 'node:crypto';
import { isJsonObject, readRecord, trimRecord } from '@audit-bridge/activity-log';

/** What a refused record can be asked for by. */
export interface KnownBy {
  /** The id that the record would have had; of what is no record the SHA-256 of its bytes, without the white space around them. */
  readonly id: string;
  readonly correlationId: string | undefined;
}

export function knownBy(bytes: Buffer): KnownBy {
  const outcome = readRecord(bytes);
  if (outcome.kind === 'record') return { id: outcome.record.uid, correlationId: outcome.record.envelope.correlationId };
  const trimmed = trimRecord(bytes);
  return { id: createHash('sha256').update(trimmed).digest('hex'), correlationId: correlationIdIn(trimmed) };
}

/** Of a record that is refused for something else, like its time. */
function correlationIdIn(bytes: Buffer): string | undefined {
  try {
    const fields: unknown = JSON.parse(bytes.toString());
    const id = isJsonObject(fields) ? fields.correlationId : undefined;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
