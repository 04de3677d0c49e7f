import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { awsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import { endingPipeline } from '@audit-bridge/operations/clouds/ending-requests';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ContainerClient } from '@azure/storage-blob';
import { trustingStorageOptions } from '../src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../src/emulators/certificate';
import { testCredentials, testRegion } from '../src/emulators/test-account';

const credential = { getToken: async () => ({ token: 'any', expiresOnTimestamp: Date.now() + 3_600_000 }) };

/** Services that take every question and answer none: without an end from here, each would wait for minutes. */
describe('A request that is ended', () => {
  const servers: Server[] = [];
  let certificate: Certificate;
  let plainUrl = '';
  let secureUrl = '';

  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };

  beforeAll(async () => {
    certificate = await createCertificate();
    plainUrl = `http://127.0.0.1:${await listen(createServer())}`;
    secureUrl = `https://127.0.0.1:${await listen(createSecureServer({ cert: certificate.certificate, key: certificate.key }))}`;
  });
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await certificate.stop();
  });

  const container = (signal: AbortSignal) =>
    new ContainerClient(`${secureUrl}/account/container`, endingPipeline(credential, trustingStorageOptions(certificate), signal));

  const requests: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
    'to AWS': signal =>
      awsConnections({ region: testRegion, endpoint: plainUrl, credentials: testCredentials }, signal)
        .client(STSClient)
        .send(new GetCallerIdentityCommand({})),
    'to a REST interface of Azure': signal =>
      restApi({ url: secureUrl, credential, scope: 'any/.default', ca: certificate.certificate, requests: signal }).get('/subscriptions'),
    'to Azure Storage': signal => container(signal).getProperties(),
    'to Azure Storage, with a limit of its own': signal => container(signal).getProperties({ abortSignal: AbortSignal.timeout(600_000) }),
  };

  it.each(Object.keys(requests))('%s gives up at once, and is not tried again', async name => {
    const stop = new AbortController();
    const arrived = Promise.race(servers.map(server => once(server, 'request')));
    const answer = requests[name]?.(stop.signal);
    await arrived;
    stop.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    // Nor does a later one begin.
    await expect(requests[name]?.(stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
