import { type ContainerClient, RestError } from '@azure/storage-blob';
import { type PartitionProgress, type SequenceNumbers, SequenceNumbersError, type StoredProgress } from './sequence-numbers';

/** A blob per partition in the parking container: `sequence-numbers/<consumer group>/<partition>.json`, `{sequenceNumber, enqueuedAt?}`. */
export class AzureSequenceNumbers implements SequenceNumbers {
  constructor(
    private readonly client: ContainerClient,
    private readonly consumerGroup: string,
  ) {}

  async read(partitionId: string): Promise<StoredProgress | undefined> {
    const blob = this.#blobOf(partitionId);
    try {
      const { etag, readableStreamBody } = await blob.download();
      const chunks: Buffer[] = [];
      for await (const chunk of readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
      return { progress: readProgress(Buffer.concat(chunks).toString(), blob.name), etag: etag ?? '' };
    } catch (error) {
      if (error instanceof RestError && error.statusCode === 404) return undefined;
      throw failed(`${blob.name} cannot be read`, error);
    }
  }

  async write(partitionId: string, progress: PartitionProgress, etag: string | undefined): Promise<string | undefined> {
    const blob = this.#blobOf(partitionId);
    const content = JSON.stringify(progress);
    try {
      const answer = await blob.upload(content, content.length, {
        conditions: etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: etag },
        blobHTTPHeaders: { blobContentType: 'application/json' },
      });
      return answer.etag ?? '';
    } catch (error) {
      // 409: it exists already; 412: it is another one.
      if (error instanceof RestError && (error.statusCode === 409 || error.statusCode === 412)) return undefined;
      throw failed(`${blob.name} cannot be written`, error);
    }
  }

  #blobOf(partitionId: string) {
    const [group, partition] = [this.consumerGroup, partitionId].map(encodeURIComponent);
    return this.client.getBlockBlobClient(`sequence-numbers/${group}/${partition}.json`);
  }
}

/** @throws {SequenceNumbersError} */
function readProgress(text: string, name: string): PartitionProgress {
  const { enqueuedAt, sequenceNumber } = parseFields(text);
  const isWhole = Number.isSafeInteger(sequenceNumber) && (enqueuedAt === undefined || typeof enqueuedAt === 'string');
  if (!isWhole) throw new SequenceNumbersError(`${name} does not hold a partition's progress. Delete it: the next run writes a new one.`);
  return { sequenceNumber: Number(sequenceNumber), enqueuedAt };
}

function parseFields(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(text) as object | null) };
  } catch {
    return {};
  }
}

function failed(what: string, cause: unknown): SequenceNumbersError {
  if (cause instanceof SequenceNumbersError) return cause;
  const code = cause instanceof RestError ? (cause.code ?? `status ${cause.statusCode}`) : cause instanceof Error ? cause.name : 'Unknown';
  return new SequenceNumbersError(`${what} (${code}).`, { cause });
}
