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

/** JSON's texts without an escape in them, as ids are. */
const texts = /"([^"\\]{8,2048})"/g;

/**
 * Those of the ids that stand in a message whose records could not be told apart. A record without an id of its own cannot be found in it: its hash is that of bytes that
 * nobody can cut out.
 */
export function idsWithin(message: Buffer, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, text = ''] of message.toString().matchAll(texts)) if (ids.has(text)) found.add(text);
  return found;
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
