import type { CachedSecret } from '@audit-bridge/cached-secret';
import type { BlobContainer, BlobRange, ListedBlob } from './blob-container';
import { BlobContainerError } from './errors';

/** What storage, and its emulator, answer to a key that was rotated away or is none. */
const refusalCodes: readonly (string | undefined)[] = ['AuthenticationFailed', 'AuthorizationFailure', 'InvalidAuthenticationInfo'];
const isRefused = (error: unknown) => error instanceof BlobContainerError && refusalCodes.includes(error.errorCode);

/** A container behind a connection string from a secret: the string is read again, once, when storage does not take it any more. */
export class SecretBlobContainer implements BlobContainer {
  private opened: { readonly connectionString: string; readonly container: BlobContainer } | undefined;

  constructor(
    private readonly secret: CachedSecret,
    private readonly open: (connectionString: string) => BlobContainer,
  ) {}

  listFolders(prefix: string): Promise<readonly string[]> {
    return this.use(container => container.listFolders(prefix));
  }

  async *listBlobs(prefix: string): AsyncIterable<ListedBlob> {
    const { iterator, first } = await this.use(async container => {
      const blobs = container.listBlobs(prefix)[Symbol.asyncIterator]();
      return { iterator: blobs, first: await blobs.next() };
    });
    for (let next = first; !next.done; next = await iterator.next()) yield next.value;
  }

  read(path: string, offset: number, maxBytes: number): Promise<BlobRange | undefined> {
    return this.use(container => container.read(path, offset, maxBytes));
  }

  private use<T>(action: (container: BlobContainer) => Promise<T>): Promise<T> {
    return this.secret.use(connectionString => action(this.containerOf(connectionString)), isRefused);
  }

  private containerOf(connectionString: string): BlobContainer {
    if (this.opened?.connectionString !== connectionString) this.opened = { connectionString, container: this.open(connectionString) };
    return this.opened.container;
  }
}
