import type { STSClient } from '@aws-sdk/client-sts';
import type { TokenCredential } from '@azure/core-auth';
import { awsCredentials } from '../src/aws-credentials';

const roleArn = 'arn:aws:iam::123456789012:role/dev-security-lake-activity-log-forwarder';
const tokenAudience = 'api://11111111-2222-4333-8444-555555555555/audit-bridge';
const expiration = new Date('2026-11-21T11:00:00Z');

/** An identity and an STS that count what they gave, and can be made to fail. */
function makeWorld() {
  const scopes: unknown[] = [];
  const requests: { readonly WebIdentityToken: string }[] = [];
  const failures: { token?: Error; sts?: Error } = {};
  const credential: TokenCredential = {
    getToken: async scope => {
      if (failures.token !== undefined) throw failures.token;
      scopes.push(scope);
      return { token: `token-${scopes.length}`, expiresOnTimestamp: 0 };
    },
  };
  const send = async ({ input }: { readonly input: { readonly WebIdentityToken: string } }) => {
    if (failures.sts !== undefined) throw failures.sts;
    requests.push(input);
    const number = requests.length;
    return { Credentials: { AccessKeyId: `key-${number}`, SecretAccessKey: 's', SessionToken: 't', Expiration: expiration } };
  };
  const client = { send } as unknown as STSClient;
  const credentials = awsCredentials({ credential, tokenAudience, client, roleArn, sessionName: 'forwarder' });
  return { scopes, requests, failures, credentials };
}

const named = (name: string, message = 'answer of the service') => Object.assign(new Error(message), { name });

describe('awsCredentials', () => {
  it('exchanges the identity’s token for a session of the role', async () => {
    const { credentials, requests, scopes } = makeWorld();
    expect(await credentials()).toEqual({ accessKeyId: 'key-1', secretAccessKey: 's', sessionToken: 't', expiration });
    expect(scopes).toEqual([`${tokenAudience}/.default`]);
    expect(requests).toEqual([{ RoleArn: roleArn, RoleSessionName: 'forwarder', WebIdentityToken: 'token-1', DurationSeconds: 3_600 }]);
  });

  it('asks for a new token and a new session each time', async () => {
    const { credentials, requests } = makeWorld();
    await credentials();
    expect((await credentials()).accessKeyId).toBe('key-2');
    expect(requests.map(({ WebIdentityToken }) => WebIdentityToken)).toEqual(['token-1', 'token-2']);
  });

  it.each([
    ['AADSTS501051: Application is not assigned to a role', 'AADSTS501051', /not assigned to the application api:/],
    ['AADSTS500011: The resource principal was not found', 'AADSTS500011', /no application with the identifier URI api:/],
    ['No User Assigned or Delegated Managed Identity found', 'NoToken', /check AZURE_CLIENT_ID/],
    ['something new', 'NoToken', /The cause says/],
  ])('says what to do when the identity gets no token: %s', async (message, errorCode, remedy) => {
    const { credentials, failures } = makeWorld();
    failures.token = new Error(message);
    await expect(credentials()).rejects.toMatchObject({ name: 'WebIdentityError', errorCode, message: expect.stringMatching(remedy) });
  });

  it.each([
    ['InvalidIdentityToken', /list the audience api:.*version 1 tokens/],
    ['AccessDenied', /does not trust this identity: compare its conditions on aud and sub/],
    ['ExpiredTokenException', /a clock is wrong/],
    ['IDPCommunicationError', /asks again/],
    ['SomethingNew', /The cause says/],
  ])('says what to do about %s of STS, and goes on once it is mended', async (name, remedy) => {
    const { credentials, failures } = makeWorld();
    failures.sts = named(name);
    await expect(credentials()).rejects.toMatchObject({
      name: 'WebIdentityError',
      errorCode: name,
      message: expect.stringMatching(remedy),
      cause: failures.sts,
    });
    failures.sts = undefined;
    expect((await credentials()).accessKeyId).toBe('key-1');
  });

  it('does not take an answer without a session for one', async () => {
    const client = { send: async () => ({}) } as unknown as STSClient;
    const credential: TokenCredential = { getToken: async () => ({ token: 't', expiresOnTimestamp: 0 }) };
    const credentials = awsCredentials({ credential, tokenAudience, client, roleArn, sessionName: 'forwarder' });
    await expect(credentials()).rejects.toMatchObject({ name: 'WebIdentityError', errorCode: 'NoSession' });
  });

  it('never shows the token', async () => {
    const { credentials, failures } = makeWorld();
    failures.sts = named('InvalidIdentityToken');
    await expect(credentials()).rejects.toMatchObject({ message: expect.not.stringContaining('token-1') });
  });
});
