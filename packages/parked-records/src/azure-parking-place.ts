import { type ContainerClient, RestError } from '@azure/storage-blob';
import { ParkingPlaceError } from './errors';
import type { ParkedRecord } from './parked-record';
import { parkedRecordGroups } from './parked-record-groups';
import { readParkedRecords, writeParkedRecords } from './parked-records-blob';
import { checkContent, parkedRecordsName } from './parked-records-name';
import type { ParkedBlob, ParkingFolder, ParkingPlace } from './parking-place';

/** Blobs written side by side: after an outage of Kinesis a run has a few large ones, after a flood of refused messages many small ones. */
const maxConcurrentPuts = 8;

/** Parked records as blobs of a container. Its client retries by itself; what still fails is raised. */
export class AzureParkingPlace implements ParkingPlace {
  constructor(private readonly client: ContainerClient) {}

  async put(records: readonly ParkedRecord[]): Promise<void> {
    // One iterator for all: each takes the next group that nobody has taken.
    const groups = parkedRecordGroups(records);
    const writer = async () => {
      for (const group of groups) await this.#putBlob(group);
    };
    await Promise.all(Array.from({ length: maxConcurrentPuts }, writer));
  }

  async *list(folder: ParkingFolder): AsyncIterable<ParkedBlob> {
    try {
      for await (const { name, properties } of this.client.listBlobsFlat({ prefix: folder })) {
        yield {
          name,
          parkedMilliseconds: (properties.createdOn ?? properties.lastModified).getTime(),
          lengthBytes: properties.contentLength ?? 0,
        };
      }
    } catch (error) {
      throw this.#failed(`The blobs of ${folder} cannot be listed`, error);
    }
  }

  async read(name: string): Promise<readonly ParkedRecord[] | undefined> {
    let content: Buffer;
    try {
      content = await this.client.getBlobClient(name).downloadToBuffer();
    } catch (error) {
      if (codeOf(error) === 'BlobNotFound') return undefined;
      throw this.#failed(`${name} cannot be read`, error);
    }
    checkContent(name, content);
    return readParkedRecords(content);
  }

  async remove(name: string): Promise<void> {
    try {
      await this.client.getBlobClient(name).deleteIfExists();
    } catch (error) {
      throw this.#failed(`${name} cannot be removed`, error);
    }
  }

  async #putBlob(group: readonly ParkedRecord[]): Promise<void> {
    const content = writeParkedRecords(group);
    const name = parkedRecordsName(group, content);
    try {
      await this.client.getBlockBlobClient(name).upload(content, content.length, {
        // An equal name is an equal content: it stays as it is, with the time at which it was parked first.
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: 'application/x-ndjson' },
      });
    } catch (error) {
      if (codeOf(error) === 'BlobAlreadyExists') return;
      throw this.#failed(`${group.length} records cannot be parked as ${name}`, error);
    }
  }

  #failed(what: string, cause: unknown): ParkingPlaceError {
    const code = codeOf(cause);
    const reason = cause instanceof RestError ? `${code ?? cause.name}, status ${cause.statusCode ?? 'none'}` : firstLine(cause);
    return new ParkingPlaceError(`${what} in ${this.client.containerName} (${reason}).${advice(cause)}`, code, { cause });
  }
}

/** From the body, or from the header `x-ms-error-code` of an answer without one. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof RestError)) return undefined;
  const { errorCode } = { ...(error.details as { readonly errorCode?: string } | undefined) };
  return error.code ?? errorCode;
}

const firstLine = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error));

function advice(error: unknown): string {
  const status = error instanceof RestError ? error.statusCode : undefined;
  if (status === 403)
    return ' The identity needs the role Storage Blob Data Contributor on the container; a new role takes minutes to work.';
  if (status === 401) return ' The storage account does not take the token.';
  if (status === 404) return ' There is no such container: check PARKING_CONTAINER_URL.';
  return '';
}
