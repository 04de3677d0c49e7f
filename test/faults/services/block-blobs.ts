import { RestError } from '@azure/storage-blob';

export interface StoredBlob {
  readonly name: string;
  readonly content: Buffer;
  readonly etag: string;
  readonly createdOn: number;
}

export interface BlockBlobObserver {
  readonly onPut?: (blob: StoredBlob) => void;
  /** @param blob what was there */
  readonly onDelete?: (blob: StoredBlob) => void;
}

export interface UploadConditions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/** A container of block blobs: whole writes, conditions, listings in pages by name. */
export class BlockBlobs {
  readonly #blobs = new Map<string, StoredBlob>();
  #etags = 0;

  constructor(
    private readonly now: () => number,
    private readonly observer: BlockBlobObserver = {},
  ) {}

  /** Every blob, by name. */
  all(prefix = ''): readonly StoredBlob[] {
    return [...this.#blobs.values()].filter(({ name }) => name.startsWith(prefix)).sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** @param after the last name of the page before */
  page(prefix: string, after: string, size: number): readonly StoredBlob[] {
    return this.all(prefix)
      .filter(({ name }) => name > after)
      .slice(0, size);
  }

  /** @throws {RestError} 404 */
  get(name: string): StoredBlob {
    const blob = this.#blobs.get(name);
    if (blob === undefined) throw blobError('BlobNotFound', 404);
    return blob;
  }

  /** @throws {RestError} 409 and 412, as the service answers the two conditions */
  put(name: string, content: Buffer, { ifMatch, ifNoneMatch }: UploadConditions = {}): StoredBlob {
    const before = this.#blobs.get(name);
    if (ifNoneMatch === '*' && before !== undefined) throw blobError('BlobAlreadyExists', 409);
    if (ifMatch !== undefined && before?.etag !== ifMatch) throw blobError('ConditionNotMet', 412);
    const blob = { name, content, etag: `"0x${++this.#etags}"`, createdOn: before?.createdOn ?? this.now() };
    this.#blobs.set(name, blob);
    this.observer.onPut?.(blob);
    return blob;
  }

  delete(name: string): boolean {
    const blob = this.#blobs.get(name);
    if (blob === undefined) return false;
    this.#blobs.delete(name);
    this.observer.onDelete?.(blob);
    return true;
  }
}

export function blobError(code: string, statusCode: number): RestError {
  return new RestError(`The service answered ${code}.`, { code, statusCode });
}
