import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AnonymousCredential, ContainerClient } from '@azure/storage-blob';
import { AzureBlobContainer } from '../src/azure-blob-container';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const properties = {
  ETag: '"0x8DE2D3F4A5B6C7D"',
  'Last-Modified': 'Fri, 20 Nov 2026 10:59:59 GMT',
  'x-ms-creation-time': 'Fri, 20 Nov 2026 10:00:01 GMT',
  'x-ms-blob-type': 'AppendBlob',
};
const range =
  (bytes: string, start: number, whole: number): Answer =>
  (_, response) =>
    response
      .writeHead(206, {
        ...properties,
        'Content-Length': bytes.length,
        'Content-Range': `bytes ${start}-${start + bytes.length - 1}/${whole}`,
      })
      .end(bytes);
/** Azure's answer to a range that starts at or beyond the end: no property of the blob in it. */
const beyondTheEnd: Answer = (_, response) => response.writeHead(416, { 'x-ms-error-code': 'InvalidRange' }).end();
const head =
  (lengthBytes: number): Answer =>
  (_, response) =>
    response.writeHead(200, { ...properties, 'Content-Length': lengthBytes }).end();
const refusal =
  (status: number, code: string): Answer =>
  (_, response) =>
    response.writeHead(status, { 'x-ms-error-code': code }).end();
const breakOff: Answer = (_, response) => {
  response.writeHead(206, { ...properties, 'Content-Length': 10, 'Content-Range': 'bytes 0-9/10' });
  response.write('01234', () => response.destroy());
};

describe('AzureBlobContainer against the answers of Azure', () => {
  let server: Server;
  let answers: Answer[];
  let requests: string[];
  let container: AzureBlobContainer;

  beforeEach(async () => {
    answers = [];
    requests = [];
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.headers['x-ms-range'] ?? ''} ${request.headers['if-match'] ?? 'unconditional'}`);
      (answers.shift() ?? refusal(501, 'NothingPlanned'))(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/account/container`;
    const retryOptions = { maxTries: 3, retryDelayInMs: 1, maxRetryDelayInMs: 1 };
    const client = new ContainerClient(url, new AnonymousCredential(), { retryOptions });
    container = new AzureBlobContainer({ client, clock: { now: Date.now, sleep: async () => {} }, randomness: () => 0 });
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  });

  const facts = { etag: '0x8DE2D3F4A5B6C7D', createdOn: '2026-11-20T10:00:01.000Z', lastModified: Date.UTC(2026, 10, 20, 10, 59, 59) };

  it('takes everything from the headers of the one answer', async () => {
    answers = [range('2345', 2, 10)];
    expect(await container.read('p', 2, 4)).toEqual({ ...facts, bytes: Buffer.from('2345'), lengthBytes: 10 });
    expect(requests).toEqual(['GET bytes=2-5 unconditional']);
  });

  it('asks for the properties when Azure answers 416', async () => {
    answers = [beyondTheEnd, head(10)];
    expect(await container.read('p', 10, 4)).toEqual({ ...facts, bytes: Buffer.alloc(0), lengthBytes: 10 });
  });

  it('asks for the properties when an emulator answers with an empty 206', async () => {
    answers = [(_, response) => response.writeHead(206, { ...properties, 'Content-Length': 0 }).end(), head(10)];
    expect(await container.read('p', 10, 4)).toMatchObject({ lengthBytes: 10 });
  });

  it('reads again when the blob grew between the 416 and the question for its properties', async () => {
    answers = [beyondTheEnd, head(14), range('next', 10, 14)];
    expect(await container.read('p', 10, 4)).toMatchObject({ bytes: Buffer.from('next'), lengthBytes: 14 });
  });

  it('finds no blob when it was deleted between the 416 and the question for its properties', async () => {
    answers = [beyondTheEnd, refusal(404, 'BlobNotFound')];
    expect(await container.read('p', 10, 4)).toBeUndefined();
  });

  it('reads again, without a condition on the etag, when a body breaks off', async () => {
    answers = [breakOff, range('0123456789', 0, 10)];
    expect(await container.read('p', 0, 10)).toMatchObject({ bytes: Buffer.from('0123456789') });
    expect(requests).toEqual(['GET bytes=0-9 unconditional', 'GET bytes=0-9 unconditional']);
  });

  it('gives up when every body breaks off, and names blob and offset', async () => {
    answers = Array.from({ length: 10 }, () => breakOff);
    await expect(container.read('a/blob', 0, 10)).rejects.toThrow('Blob "a/blob" cannot be read from byte 0 on in container');
    expect(requests).toHaveLength(4);
  });

  it('waits for a storage service that is busy', async () => {
    answers = [refusal(503, 'ServerBusy'), refusal(500, 'InternalError'), range('0123', 0, 10)];
    expect(await container.read('p', 0, 4)).toMatchObject({ lengthBytes: 10 });
  });

  it('does not ask again when the identity may not read, and says which role it needs', async () => {
    answers = [refusal(403, 'AuthorizationPermissionMismatch')];
    await expect(container.read('p', 0, 4)).rejects.toMatchObject({
      name: 'BlobContainerError',
      errorCode: 'AuthorizationPermissionMismatch',
      message: expect.stringContaining('Storage Blob Data Reader'),
    });
    expect(requests).toHaveLength(1);
  });

  it('takes no more than it asked for', async () => {
    answers = Array.from({ length: 4 }, () => range('0123456789', 0, 10));
    await expect(container.read('p', 0, 4)).rejects.toThrow('cannot be read');
  });
});
