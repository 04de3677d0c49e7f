import { bundleFunctions } from '../../../packages/bundling/src';
import { type Certificate, createCertificate } from '../../../packages/local/src/emulators/certificate';
import { type LambdaFunction, startLambda } from '../../../packages/local/src/emulators/lambda-runtime';
import { resourceManagerAudience, startResourceManager } from '../../../packages/local/src/emulators/resource-manager/resource-manager';
import { managementGroupRoutes } from '../../../packages/local/src/emulators/resource-manager/routes/management-groups';
import { type Subscription, subscriptionRoutes } from '../../../packages/local/src/emulators/resource-manager/routes/subscriptions';
import { Running } from '../../../packages/local/src/emulators/running';
import { sdkVariables } from '../../../packages/local/src/emulators/sdk-variables';
import { clientIds, tenantId } from '../../../packages/local/src/emulators/test-tenant';
import { startWebIdentity } from '../../../packages/local/src/emulators/web-identity';
import type { SubscriptionCoverageEnvironment } from '../src/environment';

const name = 'subscription-coverage';
const clientId = clientIds.activityLogReader;
const ours = 'aaaaaaaa-0000-4000-8000-000000000001';
const planted = 'bbbbbbbb-0000-4000-8000-000000000002';

describe('the bundled subscription-coverage', () => {
  const running = new Running();
  const subscriptions: Subscription[] = [{ id: ours, displayName: 'Ours' }];
  let mayReadGroup = true;
  let certificate: Certificate;
  let lambda: LambdaFunction;
  let lines: string[] = [];

  beforeAll(async () => {
    certificate = await running.add(createCertificate());
    const [identity, artifacts] = await Promise.all([
      startWebIdentity(running, { certificate, tenantId, clientIds: [clientId] }),
      bundleFunctions({ names: [name] }),
    ]);
    const { issuer, publicKey } = identity.entra;
    const manager = await running.add(
      startResourceManager({
        certificate,
        tokens: { issuer, publicKey, clientIds: [clientId] },
        routes: [
          ...subscriptionRoutes({ tenantId, subscriptions }),
          ...managementGroupRoutes([{ id: tenantId, mayBeRead: () => mayReadGroup }]),
        ],
      }),
    );
    const variables: SubscriptionCoverageEnvironment = {
      SUBSCRIPTION_IDS: ours.toUpperCase(),
      MANAGEMENT_GROUP_ID: tenantId,
      RESOURCE_MANAGER_URL: manager.url,
      RESOURCE_MANAGER_AUDIENCE: resourceManagerAudience,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
    };
    lambda = await running.add(
      startLambda({
        name: 'test-coverage',
        zipPath: artifacts[name]?.path ?? '',
        onLog: line => lines.push(line),
        environment: { ...variables, ...sdkVariables({ ...identity, moto: identity.sts, certificate }) },
      }),
    );
  }, 120_000);
  afterAll(() => running.stop());

  beforeEach(() => {
    lines = [];
    mayReadGroup = true;
    subscriptions.splice(1);
  });

  const metrics = () => lines.filter(line => line.includes('_aws')).map(line => JSON.parse(line));

  it('finds every subscription covered, without a secret', async () => {
    await lambda.invoke({});
    expect(metrics()).toEqual([expect.objectContaining({ service: 'test-coverage', CoverageChecks: 1, UncoveredSubscriptions: 0 })]);
  });

  it('tells of a planted one by its id, also on a page further down, and of no closed or foreign one', async () => {
    const closed = Array.from({ length: 60 }, (_, index) => ({
      id: `cccccccc-0000-4000-8000-${String(index).padStart(12, '0')}`,
      displayName: 'Closed',
      state: 'Disabled',
    }));
    subscriptions.push(
      ...closed,
      { id: 'dddddddd-0000-4000-8000-000000000003', displayName: 'Foreign', tenantId: planted },
      { id: planted, displayName: 'Secret project' },
    );
    await lambda.invoke({});
    expect(metrics()).toEqual([expect.objectContaining({ CoverageChecks: 1, UncoveredSubscriptions: 1 })]);
    const told = lines.filter(line => line.includes('Nobody collects from'));
    expect(told).toEqual([expect.stringContaining(`["${planted}"]`)]);
    expect(lines.join('\n')).not.toContain('Secret project');
  });

  it('fails without the right at the management group, and says which one is missing', async () => {
    mayReadGroup = false;
    await expect(lambda.invoke({})).rejects.toMatchObject({
      errorType: 'SubscriptionsNotSeenError',
      message: expect.stringContaining('Microsoft.Resources/subscriptions/read at the management group'),
    });
    expect(metrics()).toEqual([expect.objectContaining({ CoverageChecks: 0 })]);
    expect(metrics()[0]).not.toHaveProperty('UncoveredSubscriptions');
  });
});
