import { type Clock, fullJitterMilliseconds, type Randomness } from '@audit-bridge/backoff';
import { type BlobDownloadResponseParsed, type BlobGetPropertiesResponse, type ContainerClient, RestError } from '@azure/storage-blob';
import type { BlobContainer, BlobRange, ListedBlob } from './blob-container';
import { BlobContainerError } from './errors';
import { readBody } from './read-body';

export interface AzureBlobContainerSettings {
  readonly client: ContainerClient;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** The client retries until an answer's headers; a body that breaks off is ours, because the client would go on only in an unchanged blob. */
const maxReads = 4;
const backoff = { baseMilliseconds: 200, maxMilliseconds: 2_000 };
const readTimeoutMilliseconds = 60_000;

export class AzureBlobContainer implements BlobContainer {
  constructor(private readonly settings: AzureBlobContainerSettings) {}

  async listFolders(prefix: string): Promise<readonly string[]> {
    const folders: string[] = [];
    try {
      for await (const entry of this.settings.client.listBlobsByHierarchy('/', { prefix })) {
        if (entry.kind === 'prefix') folders.push(entry.name);
      }
    } catch (error) {
      throw this.failed(`The folders below "${prefix}" cannot be listed`, error);
    }
    return folders;
  }

  async *listBlobs(prefix: string): AsyncIterable<ListedBlob> {
    try {
      for await (const { name, properties } of this.settings.client.listBlobsFlat({ prefix })) {
        yield {
          path: name,
          lengthBytes: properties.contentLength ?? 0,
          etag: unquoted(properties.etag),
          createdOn: (properties.createdOn ?? properties.lastModified).toISOString(),
        };
      }
    } catch (error) {
      throw this.failed(`The blobs below "${prefix}" cannot be listed`, error);
    }
  }

  async read(path: string, offset: number, maxBytes: number): Promise<BlobRange | undefined> {
    const { clock, randomness } = this.settings;
    for (let attempt = 1; ; attempt++) {
      try {
        const range = await this.readOnce(path, offset, maxBytes);
        if (range !== 'grown meanwhile') return range;
      } catch (error) {
        if (isMissingBlob(error)) return undefined;
        if (attempt === maxReads || isRefusal(error)) throw this.failed(`Blob "${path}" cannot be read from byte ${offset} on`, error);
      }
      await clock.sleep(fullJitterMilliseconds(attempt, backoff, randomness));
    }
  }

  private async readOnce(path: string, offset: number, maxBytes: number): Promise<BlobRange | 'grown meanwhile' | undefined> {
    const blob = this.settings.client.getBlobClient(path);
    const abortSignal = AbortSignal.timeout(readTimeoutMilliseconds);
    const answer = await blob.download(offset, maxBytes, { abortSignal, maxRetryRequests: 0 }).catch(unlessBeyondTheEnd);
    const bytes = await readBody(answer?.readableStreamBody, maxBytes);
    if (answer !== undefined && bytes.length > 0) return rangeOf(answer, bytes, wholeLength(answer, bytes));

    // Nothing stands at the offset: the answer does not say how long the blob is, or what blob it is.
    const properties = await blob.getProperties({ abortSignal });
    const lengthBytes = properties.contentLength ?? 0;
    return lengthBytes > offset ? 'grown meanwhile' : rangeOf(properties, Buffer.alloc(0), lengthBytes);
  }

  private failed(what: string, cause: unknown): BlobContainerError {
    const code = errorCodeOf(cause);
    const reason = cause instanceof RestError ? `${code ?? cause.name}, status ${cause.statusCode ?? 'none'}` : firstLine(cause);
    return new BlobContainerError(`${what} in ${this.settings.client.containerName} (${reason}).${advice(statusOf(cause))}`, code, {
      cause,
    });
  }
}

function rangeOf(answer: BlobDownloadResponseParsed | BlobGetPropertiesResponse, bytes: Buffer, lengthBytes: number): BlobRange {
  const { etag, createdOn, lastModified } = answer;
  if (createdOn === undefined || lastModified === undefined)
    throw new Error('The answer has no creation time or no time of the last change.');
  return { bytes, lengthBytes, etag: unquoted(etag), createdOn: createdOn.toISOString(), lastModified: lastModified.getTime() };
}

/** `Content-Range: bytes 0-99/1234`; an answer with status 200 has no range: it is the whole blob. */
function wholeLength({ contentRange }: BlobDownloadResponseParsed, bytes: Buffer): number {
  return contentRange === undefined ? bytes.length : Number(contentRange.slice(contentRange.lastIndexOf('/') + 1));
}

/** A listing gives etags without quotation marks and a header with them. */
const unquoted = (etag = '') => etag.replaceAll('"', '');

const statusOf = (error: unknown) => (error instanceof RestError ? error.statusCode : undefined);

/** From the body, or from the header `x-ms-error-code` of an answer without one. */
function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof RestError)) return undefined;
  const { errorCode } = { ...(error.details as { readonly errorCode?: string } | undefined) };
  return error.code ?? errorCode;
}

/** Not a missing container: that is a mistake in the settings, and no blob of it must be taken for deleted. */
const isMissingBlob = (error: unknown) => statusOf(error) === 404 && errorCodeOf(error) !== 'ContainerNotFound';

/** An answer that another attempt does not change. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

const firstLine = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error));

function unlessBeyondTheEnd(error: unknown): undefined {
  if (statusOf(error) !== 416) throw error;
}

function advice(status: number | undefined): string {
  if (status === 403) return ' The identity needs the role Storage Blob Data Reader on the container; a new role takes minutes to work.';
  if (status === 401) return ' The storage account does not take the token or the key.';
  if (status === 404) return ' There is no such container: check CONTAINER_URL.';
  return '';
}
