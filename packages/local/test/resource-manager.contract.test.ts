import { page } from '../src/emulators/azure-rest/page';
import { patternOf } from '../src/emulators/azure-rest/rest-route';
import { type Certificate, createCertificate } from '../src/emulators/certificate';
import { resourceManagerAudience, startResourceManager } from '../src/emulators/resource-manager/resource-manager';
import { providerRoutes } from '../src/emulators/resource-manager/routes/providers';
import { subscriptionRoutes } from '../src/emulators/resource-manager/routes/subscriptions';
import { Running } from '../src/emulators/running';
import { KnownCaller } from './known-caller';

const caller = new KnownCaller();
const subscriptions = [
  { id: 'aaaaaaaa-0000-4000-8000-000000000001', displayName: 'First' },
  { id: 'aaaaaaaa-0000-4000-8000-000000000002', displayName: 'Second' },
];

describe('the stand-in of Azure Resource Manager', () => {
  const running = new Running();
  let certificate: Certificate;
  let url = '';

  beforeAll(async () => {
    certificate = await running.add(createCertificate());
    const routes = [
      ...subscriptionRoutes({ tenantId: 'tenant', subscriptions }),
      ...providerRoutes({ subscriptions, available: ['Microsoft.Storage', 'Microsoft.EventHub'], registered: ['Microsoft.Storage'] }),
      {
        method: 'GET' as const,
        path: '/{scope*}/providers/Microsoft.Insights/things',
        apiVersions: ['2021-05-01'],
        answer: (request: Parameters<typeof page>[1]) => page([1, 2, 3, 4, 5], request, 2),
      },
    ];
    url = (await running.add(startResourceManager({ certificate, routes, tokens: caller.tokens }))).url;
  });
  afterAll(() => running.stop());

  const api = (claims: object = {}) => caller.api({ url, audience: resourceManagerAudience, certificate }, claims);

  it('lists pages by their links, with any scope in the path', async () => {
    const items: number[] = [];
    const path = `/subscriptions/${subscriptions[0]?.id}/resourceGroups/g/providers/Microsoft.Insights/things?api-version=2021-05-01`;
    for await (const item of api().list<number>(path)) items.push(item);
    expect(items).toEqual([1, 2, 3, 4, 5]);
  });

  it('knows its subscriptions, and registers a provider', async () => {
    const found: unknown[] = [];
    for await (const { subscriptionId } of api().list<{ subscriptionId: string }>('/subscriptions?api-version=2022-12-01'))
      found.push(subscriptionId);
    expect(found).toEqual(subscriptions.map(({ id }) => id));
    const provider = `/subscriptions/${subscriptions[1]?.id}/providers/microsoft.eventhub`;
    expect(await api().get(`${provider}?api-version=2021-04-01`)).toMatchObject({ registrationState: 'NotRegistered' });
    await api().send('POST', `${provider}/register?api-version=2021-04-01`);
    expect(await api().get(`${provider}?api-version=2021-04-01`)).toMatchObject({
      namespace: 'Microsoft.EventHub',
      registrationState: 'Registered',
    });
  });

  it.each([
    ['another audience', { aud: 'https://storage.azure.com' }, '/subscriptions?api-version=2022-12-01', 401, 'InvalidAuthenticationToken'],
    ['an expired token', { exp: 1 }, '/subscriptions?api-version=2022-12-01', 401, 'InvalidAuthenticationToken'],
    ['a stranger', { appid: 'other' }, '/subscriptions?api-version=2022-12-01', 403, 'AuthorizationFailed'],
    ['no version', {}, '/subscriptions', 400, 'MissingApiVersionParameter'],
    ['an unknown version', {}, '/x/providers/Microsoft.Insights/things?api-version=2020-01-01', 400, 'InvalidApiVersionParameter'],
    ['an unknown path', {}, '/subscriptions/a/b/c?api-version=2022-12-01', 404, 'NotFound'],
    ['an unknown subscription', {}, '/subscriptions/a?api-version=2022-12-01', 404, 'SubscriptionNotFound'],
  ])('refuses %s', async (_, more, path, status, code) => {
    await expect(api(more).get(path)).rejects.toMatchObject({ name: 'RestApiError', status, code });
  });

  it('takes names of Graph as they are spelled', () => {
    expect(patternOf("/v1.0/servicePrincipals(appId='{appId}')").exec("/v1.0/serviceprincipals(appId='a-b')")?.groups).toEqual({
      appId: 'a-b',
    });
  });
});
