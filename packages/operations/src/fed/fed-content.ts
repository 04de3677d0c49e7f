import { DamagedFedEntryError } from './errors';
import type { FedItem } from './fed-item';

/** One JSON line an item, `{kind, lengthBytes, bytesBase64}`: base64, because an item may be no text at all. */
export function writeFedItems(items: readonly FedItem[]): Buffer {
  const lines = items.map(
    ({ bytes, kind }) => `${JSON.stringify({ kind, lengthBytes: bytes.length, bytesBase64: bytes.toString('base64') })}\n`,
  );
  return Buffer.from(lines.join(''));
}

/**
 * Reads what `writeFedItems` wrote, and nothing else.
 *
 * @throws {DamagedFedEntryError}
 */
export function readFedItems(name: string, content: Buffer): readonly FedItem[] {
  const lines = content.toString().split('\n');
  if (lines.pop() !== '') throw new DamagedFedEntryError(name, 'it ends within a line');
  return lines.map((line, index) => {
    const item = readItem(line);
    if (item === undefined) throw new DamagedFedEntryError(name, `its line ${index + 1} is no fed item`);
    return item;
  });
}

function readItem(line: string): FedItem | undefined {
  const { bytesBase64, kind, lengthBytes } = fieldsOf(line);
  if ((kind !== 'message' && kind !== 'record') || typeof bytesBase64 !== 'string') return undefined;
  const bytes = Buffer.from(bytesBase64, 'base64');
  return bytes.length === lengthBytes ? { kind, bytes } : undefined;
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(line) as object | null) };
  } catch {
    // Without the parser's message: it quotes the record.
    return {};
  }
}
