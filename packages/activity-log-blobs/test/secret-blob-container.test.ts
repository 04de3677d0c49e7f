import { CachedSecret } from '@audit-bridge/cached-secret';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { BlobContainer } from '../src/blob-container';
import { BlobContainerError } from '../src/errors';
import { SecretBlobContainer } from '../src/secret-blob-container';
import { MemoryBlobContainer } from './memory/memory-blob-container';

describe('SecretBlobContainer', () => {
  let stored = 'key-1';
  let accepted = 'key-1';
  let opened: string[];
  let container: BlobContainer;

  const memory = new MemoryBlobContainer();
  /** Storage that takes the accepted key alone; a listing fails only when its first page is asked for. */
  const storage = (key: string): BlobContainer => {
    opened.push(key);
    const check = () => {
      if (key !== accepted) throw new BlobContainerError('The key is not taken.', 'AuthenticationFailed');
    };
    return {
      listFolders: async prefix => {
        check();
        return memory.listFolders(prefix);
      },
      read: async (...range) => {
        check();
        return memory.read(...range);
      },
      listBlobs: async function* (prefix) {
        check();
        yield* memory.listBlobs(prefix);
      },
    };
  };

  beforeAll(async () => {
    for (const path of ['a/1', 'a/2']) {
      await memory.create(path);
      await memory.append(path, Buffer.from('x\n'));
    }
  });

  beforeEach(() => {
    stored = accepted = 'key-1';
    opened = [];
    const client = { send: async () => ({ SecretString: stored }) } as unknown as SecretsManagerClient;
    const secret = new CachedSecret({ client, secretArn: 'arn', clock: { now: () => 0, sleep: async () => {} } });
    container = new SecretBlobContainer(secret, storage);
  });

  const list = async () => {
    const paths: string[] = [];
    for await (const { path } of container.listBlobs('a/')) paths.push(path);
    return paths;
  };

  it('opens the container once', async () => {
    expect(await list()).toEqual(['a/1', 'a/2']);
    expect(await container.listFolders('')).toEqual(['a/']);
    expect((await container.read('a/1', 0, 9))?.lengthBytes).toBe(2);
    expect(opened).toEqual(['key-1']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['lists blobs', list],
    ['lists folders', () => container.listFolders('')],
    ['reads', () => container.read('a/1', 0, 9)],
  ])('%s on when the key was rotated', async (_, action) => {
    await container.listFolders('');
    stored = accepted = 'key-2';
    await expect(action()).resolves.toBeDefined();
    expect(opened).toEqual(['key-1', 'key-2']);
  });

  it('fails when the secret still holds the old key', async () => {
    accepted = 'key-2';
    await expect(list()).rejects.toThrow('The key is not taken.');
  });
});
