import { generateKeyPairSync } from 'node:crypto';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ManagedIdentityCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../src/emulators/azurite';
import { trustingStorageOptions } from '../src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../src/emulators/certificate';
import { decodeToken, encodeToken } from '../src/emulators/json-web-token';
import { type ManagedIdentity, startManagedIdentity } from '../src/emulators/managed-identity';
import { type StsAssumeRole, startStsAssumeRole } from '../src/emulators/sts-assume-role';
import { testRegion } from '../src/emulators/test-account';

const roleArn = 'arn:aws:iam::123456789012:role/forwarder';

describe('from an Azure identity to an AWS role without a secret', () => {
  let certificate: Certificate;
  let azurite: Azurite;
  let identity: ManagedIdentity;
  let unassigned: ManagedIdentity;
  let sts: StsAssumeRole;
  const variables = { ...process.env };

  beforeAll(async () => {
    certificate = await createCertificate();
    [azurite, identity, unassigned] = await Promise.all([
      startAzurite({ certificate }),
      startManagedIdentity(),
      startManagedIdentity({ isAssigned: false }),
    ]);
    const { issuer, publicKey, tokenAudience, objectId } = identity;
    sts = await startStsAssumeRole({
      provider: { issuer, publicKey, audiences: [tokenAudience, 'api://another'] },
      roles: [{ arn: roleArn, audience: tokenAudience, subject: objectId }],
    });
  });
  beforeEach(() => Object.assign(process.env, identity.variables));
  afterAll(async () => {
    process.env = variables;
    await Promise.all([azurite.stop(), identity.stop(), unassigned.stop(), sts.stop()]);
    await certificate.stop();
  });

  const credential = (clientId = identity.clientId) => new ManagedIdentityCredential({ clientId });
  const awsToken = async () => (await credential().getToken(`${identity.tokenAudience}/.default`)).token;

  async function assumeRole(token: string, changes: { arn?: string; seconds?: number } = {}) {
    const client = new STSClient({ endpoint: sts.url, region: testRegion });
    const { arn = roleArn, seconds } = changes;
    try {
      return await client.send(
        new AssumeRoleWithWebIdentityCommand({ RoleArn: arn, RoleSessionName: 'test', WebIdentityToken: token, DurationSeconds: seconds }),
      );
    } finally {
      client.destroy();
    }
  }

  it('lets the real clients through, to storage and to a session', async () => {
    const storage = new BlobServiceClient(azurite.accountUrl, credential(), trustingStorageOptions(certificate));
    await storage.createContainer('parked');
    await expect(storage.getContainerClient('parked').exists()).resolves.toBe(true);
    const { Credentials, SubjectFromWebIdentityToken } = await assumeRole(await awsToken());
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now());
    expect(SubjectFromWebIdentityToken).toBe(identity.objectId);
    expect(sts.sessionsIssued()).toBe(1);
    expect(identity.tokensIssued()).toBeGreaterThanOrEqual(2);
  });

  it('gives a token of version 1 for AWS', async () => {
    expect(decodeToken(await awsToken())).toMatchObject({
      iss: `https://sts.windows.net/${identity.tenantId}/`,
      aud: `api://${identity.tenantId}/audit-bridge`,
      sub: identity.objectId,
      ver: '1.0',
    });
  });

  it('gives no token to another identity, for another resource, without an assignment, or without the header', async () => {
    await expect(credential('44444444-4444-4444-8444-444444444444').getToken('https://storage.azure.com/.default')).rejects.toThrow(
      'No User Assigned',
    );
    await expect(credential().getToken('api://other/.default')).rejects.toThrow('AADSTS500011');
    // The library keeps tokens for the whole process: these two ask by themselves.
    const ask = async ({ IDENTITY_ENDPOINT }: ManagedIdentity['variables'], header: string) => {
      const query = new URLSearchParams({ 'api-version': '2019-08-01', resource: identity.tokenAudience, client_id: identity.clientId });
      const response = await fetch(`${IDENTITY_ENDPOINT}?${query}`, { headers: { 'X-IDENTITY-HEADER': header } });
      return `${response.status} ${await response.text()}`;
    };
    expect(await ask(identity.variables, 'guessed')).toMatch(/^401 /);
    expect(await ask(unassigned.variables, unassigned.variables.IDENTITY_HEADER)).toMatch(/^400 .*AADSTS501051/);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const forged = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

  it.each([
    ['no token', async () => 'nonsense', 'InvalidIdentityTokenException'],
    [
      'a token of another issuer',
      async () => encodeToken({ iss: 'https://sts.windows.net/other/', exp: now() + 60 }),
      'InvalidIdentityTokenException',
    ],
    [
      'a token that somebody else signed',
      async () => encodeToken({ ...decodeToken(await awsToken()), exp: now() + 600 }, forged),
      'InvalidIdentityTokenException',
    ],
    [
      'a token for storage',
      async () => (await credential().getToken('https://storage.azure.com/.default')).token,
      'InvalidIdentityTokenException',
    ],
  ])('gives no session for %s', async (_what, token, name) => {
    await expect(assumeRole(await token())).rejects.toMatchObject({ name });
  });

  it('gives no session beyond what the role allows, nor of a role that does not trust the identity', async () => {
    const token = await awsToken();
    await expect(assumeRole(token, { arn: `${roleArn}-of-another` })).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assumeRole(token, { seconds: 7200 })).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('judges audience, subject and time of a token that is signed well', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const provider = { issuer: 'https://issuer/', publicKey, audiences: ['ours', 'listed'] };
    const strict = await startStsAssumeRole({ provider, roles: [{ arn: roleArn, audience: 'ours', subject: 'us' }] });
    const client = new STSClient({ endpoint: strict.url, region: testRegion });
    const nameOf = async (changes: object) => {
      const token = encodeToken({ iss: 'https://issuer/', aud: 'ours', sub: 'us', exp: now() + 60, ...changes }, privateKey);
      const command = new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn, RoleSessionName: 'test', WebIdentityToken: token });
      return client.send(command).then(
        () => 'session',
        (error: Error) => error.name,
      );
    };
    expect(await nameOf({})).toBe('session');
    expect(await nameOf({ aud: 'theirs' })).toBe('InvalidIdentityTokenException');
    expect(await nameOf({ aud: 'listed' })).toBe('AccessDenied');
    expect(await nameOf({ sub: 'them' })).toBe('AccessDenied');
    expect(await nameOf({ exp: now() - 1 })).toBe('ExpiredTokenException');
    client.destroy();
    await strict.stop();
  });
});
