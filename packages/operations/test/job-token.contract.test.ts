import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClientAssertionCredential, DefaultAzureCredential } from '@azure/identity';
import { azureCredential } from '../src/clouds/azure-credential';
import { JobTokenError, readJobToken } from '../src/clouds/job-token';

const login = {
  tenantId: '22222222-2222-4222-8222-222222222222',
  authorityHost: 'https://login.microsoftonline.com',
  federationAudience: 'api://AzureADTokenExchange',
};

describe('the token of a job of GitHub', () => {
  const asked: IncomingMessage[] = [];
  let answer: { status: number; body: string } = { status: 200, body: '' };
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  const source = () => ({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`, bearer: 'of-the-job' });

  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  });

  it('is asked for with the job’s own bearer, for what Azure expects', async () => {
    answer = { status: 200, body: '{"count":1,"value":"header.claims.signature"}' };
    expect(await readJobToken(source(), login.federationAudience)).toBe('header.claims.signature');
    const [request] = asked;
    expect(request?.url).toBe('/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange');
    expect(request?.headers.authorization).toBe('bearer of-the-job');
  });

  it.each([
    [{ status: 403, body: '{"message":"no"}' }, 'it answers 403'],
    [{ status: 200, body: '{"count":0}' }, 'its answer holds no token'],
    [{ status: 200, body: 'busy' }, 'its answer holds no token'],
  ])('says what is missing where none is given: %o', async (given, what) => {
    answer = given;
    const reading = readJobToken(source(), login.federationAudience);
    await expect(reading).rejects.toThrow(JobTokenError);
    await expect(reading).rejects.toThrow(new RegExp(`${what}.*id-token: write`));
    await expect(reading).rejects.not.toThrow('of-the-job');
  });

  it('is what a job signs in with, and nobody else', () => {
    const { bearer, url } = source();
    const job = {
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
      ARM_CLIENT_ID: 'client',
      ARM_USE_OIDC: 'true',
    };
    expect(azureCredential(login, job as NodeJS.ProcessEnv)).toBeInstanceOf(ClientAssertionCredential);
    for (const missing of Object.keys(job))
      expect(azureCredential(login, { ...job, [missing]: undefined } as NodeJS.ProcessEnv)).toBeInstanceOf(DefaultAzureCredential);
  });
});
