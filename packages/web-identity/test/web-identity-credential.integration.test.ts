import { STSClient } from '@aws-sdk/client-sts';
import { trust } from '../../local/src/emulators/azurite-client';
import { type Certificate, createCertificate } from '../../local/src/emulators/certificate';
import { type EntraToken, type FederatedCredential, startEntraToken } from '../../local/src/emulators/entra-token';
import { type StsWebIdentity, startStsWebIdentity } from '../../local/src/emulators/sts-web-identity';
import { testCredentials, testRegion } from '../../local/src/emulators/test-account';
import { WebIdentityCredential } from '../src';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const scope = 'https://storage.azure.com/.default';

describe('WebIdentityCredential', () => {
  let certificate: Certificate;
  let sts: StsWebIdentity;
  let entra: EntraToken;
  let client: STSClient;
  const trusted: FederatedCredential[] = [];
  const sleeps: number[] = [];
  let onSleep = () => {};
  const clock = {
    now: Date.now,
    sleep: async (milliseconds: number) => {
      sleeps.push(milliseconds);
      onSleep();
    },
  };

  beforeAll(async () => {
    certificate = await createCertificate();
    sts = await startStsWebIdentity();
    // Tokens of no use after a second: the library asks for a new one each time.
    entra = await startEntraToken({ certificate, tenantId, federatedCredentials: trusted, tokenLifetimeSeconds: 1 });
    client = new STSClient({ endpoint: sts.url, region: testRegion, credentials: testCredentials });
  });

  afterAll(async () => {
    client.destroy();
    await Promise.all([sts.stop(), entra.stop()]);
    await certificate.stop();
  });

  beforeEach(() => {
    sleeps.length = 0;
    onSleep = () => {};
    trusted.splice(0, trusted.length, { clientId, issuer: sts.issuer, subject: sts.subject });
  });

  const credentialOf = (changes: { client?: STSClient; clientId?: string; tenantId?: string } = {}) =>
    new WebIdentityCredential({
      client,
      tenantId,
      clientId,
      clock,
      randomness: () => 0.5,
      authorityHost: entra.url,
      transport: trust(certificate),
      ...changes,
    });

  it('exchanges the role for a token', async () => {
    expect((await credentialOf().getToken(scope)).token).toMatch(/^eyJ/);
    expect(sleeps).toEqual([]);
  });

  it('makes a fresh assertion at each refresh', async () => {
    const credential = credentialOf();
    const counts = [sts.tokensIssued()];
    for (let refresh = 0; refresh < 2; refresh++) {
      await credential.getToken(scope);
      counts.push(sts.tokensIssued());
    }
    expect(new Set(counts).size).toBe(3);
  });

  it('waits for a federated credential that is not known everywhere yet', async () => {
    const [credential] = trusted.splice(0, 1, { clientId, issuer: sts.issuer, subject: 'another role' });
    onSleep = () => {
      if (sleeps.length === 2 && credential !== undefined) trusted.push(credential);
    };
    expect((await credentialOf().getToken(scope)).token).toMatch(/^eyJ/);
    expect(sleeps).toEqual([1_000, 2_000]);
  });

  it('gives up on one that never fits, and says what to compare', async () => {
    trusted.splice(0, 1, { clientId, issuer: 'https://elsewhere.example', subject: sts.subject });
    await expect(credentialOf().getToken(scope)).rejects.toMatchObject({
      name: 'WebIdentityError',
      errorCode: 'AADSTS700211',
      message: expect.stringContaining('compare its issuer'),
    });
    expect(sleeps).toHaveLength(3);
  });

  it.each([
    ['a wrong client id', { clientId: '33333333-3333-4333-8333-333333333333' }, 'AADSTS700016', 'AZURE_CLIENT_ID'],
    // Fails before a token is asked for: the library keeps no code of it.
    ['a wrong tenant', { tenantId: '44444444-4444-4444-8444-444444444444' }, 'no answer with a code', 'AZURE_TENANT_ID'],
  ])('names the variable of %s at once', async (_, changes, errorCode, variable) => {
    const failure = await credentialOf(changes)
      .getToken(scope)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'WebIdentityError' });
    expect(String(failure)).toContain(variable);
    expect(String(failure)).toContain(errorCode);
    expect(sleeps).toEqual([]);
  });

  it.each([
    ['OutboundWebIdentityFederationDisabledException', /switched off in this AWS account.*connection-string/],
    ['AccessDenied', /role needs sts:GetWebIdentityToken/],
    ['SomethingNew', /answer of the service/],
  ])('says what to do about %s of STS', async (name, remedy) => {
    const refusing = { send: () => Promise.reject(Object.assign(new Error('answer of the service'), { name })) } as unknown as STSClient;
    await expect(credentialOf({ client: refusing }).getToken(scope)).rejects.toMatchObject({
      name: 'WebIdentityError',
      errorCode: name,
      message: expect.stringMatching(remedy),
    });
  });
});
