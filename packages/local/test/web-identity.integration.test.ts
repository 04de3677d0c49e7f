import { createPublicKey, createVerify } from 'node:crypto';
import { GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { ClientAssertionCredential } from '@azure/identity';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../src/emulators/azurite';
import { connectToAzurite, trust, trustingStorageOptions } from '../src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../src/emulators/certificate';
import type { EntraToken } from '../src/emulators/entra-token';
import { decodeToken, encodeToken } from '../src/emulators/json-web-token';
import { Running } from '../src/emulators/running';
import type { StsWebIdentity } from '../src/emulators/sts-web-identity';
import { testCredentials, testRegion } from '../src/emulators/test-account';
import { startWebIdentity } from '../src/emulators/web-identity';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const audience = 'api://AzureADTokenExchange';

describe('from an AWS role to an Azure container without a secret', () => {
  const running = new Running();
  let certificate: Certificate;
  let azurite: Azurite;
  let sts: StsWebIdentity;
  let entra: EntraToken;

  beforeAll(async () => {
    certificate = await createCertificate();
    [azurite, { entra, sts }] = await Promise.all([
      running.add(startAzurite({ certificate })),
      startWebIdentity(running, { certificate, tenantId, clientIds: [clientId] }),
    ]);
    await connectToAzurite(azurite, certificate).createContainer('logs');
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await certificate.stop();
  });

  async function askSts(overrides: { credentials?: typeof testCredentials; seconds?: number } = {}): Promise<string> {
    const client = new STSClient({ endpoint: sts.url, region: testRegion, credentials: overrides.credentials ?? testCredentials });
    try {
      const answer = await client.send(
        new GetWebIdentityTokenCommand({ Audience: [audience], SigningAlgorithm: 'RS256', DurationSeconds: overrides.seconds ?? 300 }),
      );
      expect(answer.Expiration?.getTime()).toBeGreaterThan(Date.now());
      return answer.WebIdentityToken ?? '';
    } finally {
      client.destroy();
    }
  }

  const credentialFor = (getAssertion: () => Promise<string>, client = clientId) =>
    new ClientAssertionCredential(tenantId, client, getAssertion, {
      authorityHost: entra.url,
      disableInstanceDiscovery: true,
      ...trust(certificate),
    });

  const readLogs = async (credential: ClientAssertionCredential) =>
    new BlobServiceClient(azurite.accountUrl, credential, trustingStorageOptions(certificate)).getContainerClient('logs').exists();

  it('lets the real clients through', async () => {
    await expect(readLogs(credentialFor(askSts))).resolves.toBe(true);
    expect(sts.tokensIssued()).toBeGreaterThan(0);
    expect(entra.tokensIssued()).toBeGreaterThan(0);
  });

  it('gives a token that its public key verifies', async () => {
    const token = await askSts();
    const [header, claims, signature = ''] = token.split('.');
    const verifier = createVerify('sha256').update(`${header}.${claims}`);
    expect(verifier.verify(createPublicKey(sts.publicKey.export({ type: 'spki', format: 'pem' })), signature, 'base64url')).toBe(true);
    expect(decodeToken(token)).toMatchObject({ iss: sts.issuer, sub: sts.subject, aud: audience });
  });

  it('gives no token for another key or a lifetime that STS does not know', async () => {
    await expect(askSts({ credentials: { ...testCredentials, secretAccessKey: 'other' } as never })).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    await expect(askSts({ seconds: 59 })).rejects.toMatchObject({ name: 'ValidationError' });
  });

  const now = () => Math.floor(Date.now() / 1000);
  const assertion = (changes: object) =>
    encodeToken({ iss: sts.issuer, sub: sts.subject, aud: audience, iat: now(), exp: now() + 300, ...changes });

  it.each([
    ['another audience', () => assertion({ aud: 'api://other' }), 'AADSTS700212'],
    ['another issuer', () => assertion({ iss: 'https://other' }), 'AADSTS700211'],
    ['another subject', () => assertion({ sub: 'arn:aws:iam::123456789012:role/other' }), 'AADSTS700213'],
    ['an expired assertion', () => assertion({ exp: now() - 1 }), 'AADSTS700024'],
    ['no token at all', () => 'nonsense', 'AADSTS50027'],
  ])('gives no access token for %s', async (_, makeAssertion, code) => {
    await expect(readLogs(credentialFor(async () => makeAssertion()))).rejects.toThrow(code);
  });

  it('gives no access token to an identity that it does not know', async () => {
    await expect(readLogs(credentialFor(askSts, '33333333-3333-4333-8333-333333333333'))).rejects.toThrow('AADSTS700016');
  });
});
