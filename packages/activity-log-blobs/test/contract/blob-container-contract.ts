import type { BlobContainer, ListedBlob } from '@audit-bridge/activity-log-blobs';

/** A container together with what Azure Monitor and a storage administrator do to it. */
export interface BlobContainerWorld {
  readonly container: BlobContainer;
  /** Creates an empty append blob; over an existing one it makes another. */
  create(path: string): Promise<void>;
  append(path: string, bytes: Buffer): Promise<void>;
  remove(path: string): Promise<void>;
}

const root = 'resourceId=/SUBSCRIPTIONS/';
const subscription = `${root}11111111-2222-3333-4444-555555555555/`;
const pathOf = (hour: string) => `${subscription}y=2026/m=11/d=20/h=${hour}/m=00/PT1H.json`;
const path = pathOf('10');

/** What every container must do. `make` gives an empty one. */
export function defineBlobContainerContract(name: string, make: () => Promise<BlobContainerWorld>): void {
  describe(`BlobContainer contract: ${name}`, () => {
    let world: BlobContainerWorld;
    let container: BlobContainer;

    beforeEach(async () => {
      world = await make();
      container = world.container;
    });

    const write = async (blob: string, text: string) => {
      await world.create(blob);
      await world.append(blob, Buffer.from(text));
    };
    const list = async (prefix: string) => {
      const blobs: ListedBlob[] = [];
      for await (const blob of container.listBlobs(prefix)) blobs.push(blob);
      return blobs;
    };
    const read = async (offset: number, maxBytes: number) => {
      const range = await container.read(path, offset, maxBytes);
      if (range === undefined) throw new Error('the blob is there');
      return { text: range.bytes.toString(), lengthBytes: range.lengthBytes };
    };

    describe('listFolders', () => {
      it('gives the folders directly below a prefix, each once, with its slash', async () => {
        for (const blob of [
          pathOf('09'),
          pathOf('10'),
          `${root}OTHER/y=2026/m=11/d=20/h=10/m=00/PT1H.json`,
          'elsewhere/x.log',
          'loose.log',
        ]) {
          await write(blob, 'x\n');
        }
        expect(await container.listFolders('')).toEqual(['elsewhere/', 'resourceId=/']);
        expect(await container.listFolders(root)).toEqual([subscription, `${root}OTHER/`]);
        expect(await container.listFolders(`${subscription}y=2026/m=11/d=20/`)).toEqual(
          ['09', '10'].map(hour => `${subscription}y=2026/m=11/d=20/h=${hour}/`),
        );
      });

      it('keeps folders apart that differ in case', async () => {
        await write(`${root}ABC/y=2026/a`, 'x');
        await write(`${root}abc/y=2026/a`, 'x');
        expect(await container.listFolders(root)).toEqual([`${root}ABC/`, `${root}abc/`]);
      });

      it('gives nothing where nothing is', async () => {
        expect(await container.listFolders('no/such/')).toEqual([]);
      });
    });

    describe('listBlobs', () => {
      it('gives the blobs of a prefix alone, in name order, with their length', async () => {
        await write(pathOf('11'), 'three\n');
        await write(pathOf('09'), 'x\n');
        await world.create(pathOf('10'));
        expect((await list(`${subscription}y=2026/m=11/d=20/`)).map(blob => [blob.path, blob.lengthBytes])).toEqual([
          [pathOf('09'), 2],
          [pathOf('10'), 0],
          [pathOf('11'), 6],
        ]);
        expect((await list(`${subscription}y=2026/m=11/d=20/h=1`)).map(blob => blob.path)).toEqual([pathOf('10'), pathOf('11')]);
        expect(await list('no/such/')).toEqual([]);
      });

      it('shows growth in length and etag, and keeps the creation time', async () => {
        await write(path, 'one\n');
        const [before] = await list(path);
        await world.append(path, Buffer.from('two\n'));
        const [after] = await list(path);
        expect(after).toMatchObject({ lengthBytes: 8, createdOn: before?.createdOn });
        expect(after?.etag).not.toBe(before?.etag);
      });

      it('ends while blobs grow and appear under it, and shows each blob at most once', async () => {
        const hours = ['00', '01', '02', '03', '04', '05'];
        for (const hour of hours) await write(pathOf(hour), 'x\n');
        const seen: string[] = [];
        for await (const blob of container.listBlobs(subscription)) {
          seen.push(blob.path);
          await world.append(blob.path, Buffer.from('y\n'));
          await write(pathOf(`2${seen.length}`), 'z\n');
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(hours.map(pathOf)));
      });
    });

    describe('read', () => {
      it('gives the asked range and the whole length', async () => {
        await write(path, '0123456789');
        expect(await read(0, 4)).toEqual({ text: '0123', lengthBytes: 10 });
        expect(await read(3, 4)).toEqual({ text: '3456', lengthBytes: 10 });
      });

      it('gives what is there when the range passes the end', async () => {
        await write(path, '0123456789');
        expect(await read(7, 100)).toEqual({ text: '789', lengthBytes: 10 });
        expect(await read(9, 1)).toEqual({ text: '9', lengthBytes: 10 });
      });

      it.each([10, 11, 5_000_000])('gives an empty range, with the properties, from offset %d of ten bytes', async offset => {
        await write(path, '0123456789');
        const range = await container.read(path, offset, 4);
        const [listed] = await list(path);
        expect(range).toMatchObject({ lengthBytes: 10, etag: listed?.etag, createdOn: listed?.createdOn });
        expect(range?.bytes).toHaveLength(0);
      });

      it('gives an empty range of an empty blob', async () => {
        await world.create(path);
        expect(await read(0, 4)).toEqual({ text: '', lengthBytes: 0 });
      });

      it('says of the blob what a listing says of it', async () => {
        await write(path, '0123456789');
        const [listed] = await list(path);
        const range = await container.read(path, 2, 3);
        expect(range).toMatchObject({ lengthBytes: 10, etag: listed?.etag, createdOn: listed?.createdOn });
        expect(range?.etag).not.toContain('"');
        expect(range?.createdOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(range?.lastModified).toBeGreaterThanOrEqual(Date.parse(range?.createdOn ?? ''));
      });

      it('reads on in a blob that grows: no condition on the etag', async () => {
        await write(path, 'one\n');
        const before = await container.read(path, 0, 2);
        await world.append(path, Buffer.from('two\n'));
        expect(await read(2, 100)).toEqual({ text: 'e\ntwo\n', lengthBytes: 8 });
        expect((await container.read(path, 8, 1))?.etag).not.toBe(before?.etag);
      });

      it('gives bytes, not text', async () => {
        const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
        await world.create(path);
        await world.append(path, bytes);
        expect((await container.read(path, 0, 256))?.bytes.equals(bytes)).toBe(true);
        expect((await container.read(path, 128, 4))?.bytes.equals(bytes.subarray(128, 132))).toBe(true);
      });

      it('knows no blob that is not there, or not there any more', async () => {
        expect(await container.read(path, 0, 4)).toBeUndefined();
        await write(path, 'x\n');
        await world.remove(path);
        expect(await container.read(path, 0, 4)).toBeUndefined();
        expect(await container.read(path, 100, 4)).toBeUndefined();
      });

      it('shows another etag once a blob was replaced by one of the same length', async () => {
        await write(path, 'one\n');
        const before = await container.read(path, 0, 4);
        await world.remove(path);
        await write(path, 'two\n');
        const after = await container.read(path, 0, 4);
        expect(after?.bytes.toString()).toBe('two\n');
        expect(after?.etag).not.toBe(before?.etag);
      });
    });
  });
}
