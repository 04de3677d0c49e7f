import type { BlobContainer, BlobRange } from '@audit-bridge/activity-log-blobs';
import { generateRecords, hourBlobPath } from '@audit-bridge/sample-records';

export const subscriptionId = '11111111-2222-4333-8444-555555555555';

const lineFeed = Buffer.from('\n');

/** Records of every kind, one subscription's, as lines. Same number, same bytes. */
export function sampleLines(count: number): Buffer {
  const pieces: Buffer[] = [];
  for (const { bytes } of sampleRecords(count)) pieces.push(bytes, lineFeed);
  return Buffer.concat(pieces);
}

export function sampleRecords(count: number) {
  return generateRecords({
    seed: 4,
    count,
    startTime: '2026-11-20T00:00:00Z',
    subscriptionIds: [subscriptionId],
    tenantId: '99999999-8888-4777-8666-555555555555',
  });
}

/** A blob that is a block of lines over and over: as large as wanted, while only the block is in memory. */
export class RepeatedBlob implements Pick<BlobContainer, 'read'> {
  readonly path = hourBlobPath({ subscriptionId, receivedMilliseconds: Date.parse('2026-11-20T12:00:00Z') });
  readonly lengthBytes: number;

  constructor(
    private readonly block: Buffer,
    atLeastBytes: number,
  ) {
    this.lengthBytes = Math.ceil(atLeastBytes / block.length) * block.length;
  }

  async read(_path: string, offset: number, maxBytes: number): Promise<BlobRange> {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(maxBytes, this.lengthBytes - offset)));
    for (let filled = 0; filled < bytes.length; ) filled += this.block.copy(bytes, filled, (offset + filled) % this.block.length);
    return {
      bytes,
      lengthBytes: this.lengthBytes,
      etag: '"etag"',
      createdOn: '2026-11-20T12:00:03.000Z',
      lastModified: Date.parse('2026-11-20T12:59:59Z'),
    };
  }
}
