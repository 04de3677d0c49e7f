import { blobRegister } from '@audit-bridge/operations/locks/blob-register';
import { dynamoDbRegister } from '@audit-bridge/operations/locks/dynamodb-register';
import { takeLock } from '@audit-bridge/operations/locks/held-lock';
import type { LockRegister } from '@audit-bridge/operations/locks/lock-register';
import { s3Register } from '@audit-bridge/operations/locks/s3-register';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ContainerClient } from '@azure/storage-blob';

export interface LockStores {
  readonly dynamoDb: DynamoDBClient;
  readonly stateTable: string;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly accountId: string;
  readonly container: ContainerClient;
}

const registers: Readonly<Record<string, (stores: LockStores) => LockRegister>> = {
  DynamoDB: ({ dynamoDb, stateTable }) => dynamoDbRegister(dynamoDb, stateTable),
  S3: ({ accountId, bucket, s3 }) => s3Register(s3, { bucket, accountId, key: 'locks/test.json' }),
  'Blob Storage': ({ container }) => blobRegister(container, 'locks/test.json'),
};

/** What a lock needs of a store, asked of each store that locks lie in. */
export function locksSuite(openStores: () => Promise<LockStores>): void {
  let stores: LockStores;

  beforeAll(async () => {
    stores = await openStores();
  });

  describe.each(Object.entries(registers))('a lock in %s', (_, open) => {
    const options = { purpose: 'bridge replay dev security-lake', unlock: 'bridge unlock dev' };

    it('is taken by one of two that come at the same time, and by the other one after that', async () => {
      const register = open(stores);
      const both = await Promise.allSettled([takeLock(register, options), takeLock(register, options)]);
      const [taken] = both.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
      const refused = both.flatMap(one => (one.status === 'rejected' ? [one.reason as Error] : []));
      expect(refused.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^\S+@\S+ runs 'bridge replay dev security-lake' since 20.*Nothing was done\.\nWait until it has ended\./s),
      ]);
      expect(await taken?.renew()).toBe(true);
      await taken?.release();
      expect(await register.read()).toBeUndefined();
      await (await takeLock(register, options)).release();
    });

    it('tells who has left it behind; broken, it is lost to its holder and free for others', async () => {
      const register = open(stores);
      const leftBehind = await takeLock(register, { ...options, now: () => new Date(Date.now() - 600_000) });
      await expect(takeLock(register, options)).rejects.toThrow(/no sign of life for 10 minutes.*bridge unlock dev$/s);
      expect(await register.remove('"0x8D"')).toBe(false);
      expect(await register.remove((await register.read())?.version ?? '')).toBe(true);
      const next = await takeLock(register, options);
      expect(await leftBehind.renew()).toBe(false);
      await leftBehind.release();
      expect(await next.renew()).toBe(true);
      await next.release();
    });
  });
}
