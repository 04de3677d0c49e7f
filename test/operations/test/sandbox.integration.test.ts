import { generateKeyPairSync } from 'node:crypto';
import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { type Certificate, createCertificate } from '@audit-bridge/local/emulators/certificate';
import { graphAudience, startGraph } from '@audit-bridge/local/emulators/graph/graph';
import { type AppRoleAssignment, appRoleAssignmentRoutes } from '@audit-bridge/local/emulators/graph/routes/app-role-assignments';
import { servicePrincipalRoutes } from '@audit-bridge/local/emulators/graph/routes/service-principals';
import { encodeToken } from '@audit-bridge/local/emulators/json-web-token';
import { startMoto } from '@audit-bridge/local/emulators/moto';
import { resourceManagerAudience, startResourceManager } from '@audit-bridge/local/emulators/resource-manager/resource-manager';
import { deletedResourceRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/deleted-resources';
import { heldDiagnosticSettingRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/held-diagnostic-settings';
import { heldResourceRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/held-resources';
import { resourceGroupRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/resource-groups';
import { roleAssignmentRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/role-assignments';
import { subscriptionRoutes } from '@audit-bridge/local/emulators/resource-manager/routes/subscriptions';
import { SubscriptionContent } from '@audit-bridge/local/emulators/resource-manager/subscription-content';
import { Running } from '@audit-bridge/local/emulators/running';
import { testCredentials, testRegion } from '@audit-bridge/local/emulators/test-account';
import { tokenAudience } from '@audit-bridge/naming';
import { runBridge } from '@audit-bridge/operations';
import { awsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import type { AzureConnections } from '@audit-bridge/operations/clouds/azure-connections';
import { CloudProgramError } from '@audit-bridge/operations/sandbox/cloud-program';
import { CreateBucketCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { leftOnMoto } from '../../terraform/left-on-moto';
import { environmentOf, stateBucket, subscriptionId, TellingProgram, tenantId } from '../sandbox-on-stand-ins';
import { seedAzure } from '../seed-azure';
import { seedSandbox } from '../seed-sandbox';

const issuer = 'https://sts.windows.net/tenant/';
const clientId = 'client';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const tokens = { issuer, publicKey, clientIds: [clientId] };
const sharedApplication = {
  id: 'shared-application',
  appId: 'app',
  displayName: 'tokens for AWS',
  servicePrincipalNames: [tokenAudience(tenantId)],
  appRoleAssignmentRequired: true,
  appRoles: [],
};

describe('sandboxes side by side in one account and one subscription', () => {
  const running = new Running();
  const content = new SubscriptionContent(subscriptionId);
  const appRoles = new Set<AppRoleAssignment>();
  const program = new TellingProgram();
  let motoUrl = '';
  let certificate: Certificate;
  let aws: ReturnType<typeof awsConnections>;
  let azure: Pick<AzureConnections, 'graph' | 'resourceManager'>;

  beforeAll(async () => {
    certificate = await createCertificate();
    running.add(Promise.resolve({ stop: () => certificate.remove() }));
    const principals = ['ada', 'grace'].map(owner => seedAzure(content, appRoles, owner, sharedApplication.id));
    const routes = [
      ...subscriptionRoutes({ tenantId, subscriptions: [{ id: subscriptionId, displayName: 'One' }] }),
      ...resourceGroupRoutes(content),
      ...deletedResourceRoutes(content),
      ...heldDiagnosticSettingRoutes(content),
      ...roleAssignmentRoutes(content),
      ...heldResourceRoutes(content),
    ];
    const [moto, manager, graph] = await Promise.all([
      running.add(startMoto()),
      running.add(startResourceManager({ certificate, tokens, routes })),
      running.add(
        startGraph({
          certificate,
          tokens,
          routes: [...servicePrincipalRoutes([sharedApplication]), ...appRoleAssignmentRoutes(appRoles, principals)],
        }),
      ),
    ]);
    motoUrl = moto.url;
    const requestHandler = new NodeHttpHandler();
    running.add(Promise.resolve({ stop: async () => requestHandler.destroy() }));
    aws = awsConnections({
      endpoint: moto.url,
      region: testRegion,
      credentials: testCredentials,
      forcePathStyle: true,
      requestHandler,
    });
    azure = { resourceManager: () => api(manager.url, resourceManagerAudience), graph: () => api(graph.url, graphAudience) };
    const s3 = aws.client(S3Client);
    const location = { CreateBucketConfiguration: { LocationConstraint: testRegion } as const };
    await s3.send(new CreateBucketCommand({ Bucket: stateBucket, ...location }));
    for (const owner of ['ada', 'grace']) {
      await seedSandbox(aws, owner);
      await s3.send(
        new PutObjectCommand({ Bucket: stateBucket, Key: `audit-bridge/sandbox-${owner}-cloudtrail-lake.tfstate`, Body: '{}' }),
      );
    }
    // Others whose names begin alike, without any tags.
    for (const name of ['audit-bridge-sandbox-adab-failed-events', 'audit-bridge-dev-failed-events', 'audit-bridge-sandbox-failed-events'])
      await aws.client(SQSClient).send(new CreateQueueCommand({ QueueName: name }));
  }, 60_000);
  afterAll(() => running.stop());

  function api(url: string, audience: string) {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { aud: audience, iss: issuer, appid: clientId, oid: 'me', nbf: seconds - 300, exp: seconds + 3600 };
    const credential = { getToken: async () => ({ token: encodeToken(claims, privateKey), expiresOnTimestamp: Date.now() + 3_600_000 }) };
    return restApi({ url, credential, scope: `${audience}/.default`, ca: certificate.certificate });
  }

  async function bridge(words: string) {
    const lines: string[] = [];
    const exitCode = await runBridge({
      words: `${words} --json`.split(' '),
      environments: [],
      print: line => void lines.push(line),
      printError: () => {},
      progress: { update: () => {}, line: () => {}, end: () => {} },
      connect: () => ({ aws, azure: azure as AzureConnections }),
      sandboxes: { environmentOf, program },
    });
    const document = JSON.parse(lines.join('\n')) as { readonly sandboxes: readonly Swept[]; readonly error?: unknown };
    expect(document.error).toBeUndefined();
    return { exitCode, document };
  }

  interface Swept {
    readonly owner: string;
    readonly removed: readonly { readonly kind: string; readonly name: string }[];
    readonly remaining: readonly { readonly kind: string; readonly name: string; readonly until?: string; readonly reason?: string }[];
  }

  const ofGrace = (name: string) => name.includes('grace');
  async function everything(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { things } = await leftOnMoto(motoUrl, testRegion);
    return {
      ...things,
      groups: content.groups.map(({ name }) => name),
      resources: content.resources.map(({ id }) => id),
      settings: content.diagnosticSettings,
      roleAssignments: content.roleAssignments.map(({ id }) => id),
      appRoles: [...appRoles].map(({ id }) => id),
    };
  }
  const namesIn = (all: Readonly<Record<string, readonly string[]>>) => Object.values(all).flat();

  it('lists both, with what is there and the last event', async () => {
    const { document, exitCode } = await bridge('sandbox list');
    expect(exitCode).toBe(0);
    expect(document.sandboxes).toMatchObject(
      ['ada', 'grace'].map(owner => ({
        owner,
        azureResourceGroups: 2,
        states: [`sandbox-${owner}-cloudtrail-lake`],
        madeAt: '2026-11-01T00:00:00.000Z',
        lastEventAt: expect.any(String),
      })),
    );
    expect((await bridge('sandbox list --older-than 3650d')).document.sandboxes).toEqual([]);
  }, 60_000);

  it('destroys one, also where Terraform came to no end, and leaves the other as it was', async () => {
    const before = await everything();
    program.failure = new CloudProgramError('a resource could not be destroyed');
    const { document, exitCode } = await bridge('sandbox down ada --yes');
    const [swept] = document.sandboxes;
    expect(swept?.remaining.filter(({ until }) => until === undefined)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(swept?.remaining.map(({ kind }) => kind).sort()).toEqual(['KMS key', 'deleted storage account']);
    const after = await everything();
    expect(namesIn(after).filter(name => /[-_/]ada[-_]|absandboxada/.test(name))).toEqual([]);
    expect(namesIn(after).filter(ofGrace)).toEqual(namesIn(before).filter(ofGrace));
    expect(after.queues).toEqual(
      expect.arrayContaining([
        'audit-bridge-sandbox-adab-failed-events',
        'audit-bridge-dev-failed-events',
        'audit-bridge-sandbox-failed-events',
      ]),
    );
    // A workspace that was soft-deleted would hold its name.
    expect(content.deleted.map(({ type }) => type)).toEqual(['Microsoft.Storage/storageAccounts']);
    expect(program.calls).toEqual(['destroy sandbox-ada-cloudtrail-lake', 'forget sandbox-ada-cloudtrail-lake']);
    const { Versions = [] } = await aws.client(S3Client).send(new ListObjectVersionsCommand({ Bucket: stateBucket }));
    expect(Versions.map(({ Key }) => Key)).toEqual(['audit-bridge/sandbox-grace-cloudtrail-lake.tfstate']);
  }, 60_000);

  it('does nothing the second time, and tells again what goes by itself', async () => {
    const before = await everything();
    const { document, exitCode } = await bridge('sandbox down ada --yes');
    expect({ exitCode, removed: document.sandboxes[0]?.removed }).toEqual({ exitCode: 0, removed: [] });
    expect(document.sandboxes[0]?.remaining.map(({ kind }) => kind).sort()).toEqual(['KMS key', 'deleted storage account']);
    expect(await everything()).toEqual(before);
    expect((await bridge('sandbox list')).document.sandboxes.map(({ owner }) => owner)).toEqual(['grace']);
  }, 60_000);

  it('destroys by age', async () => {
    const { document, exitCode } = await bridge('sandbox down --older-than 1d --sweep-only --yes');
    expect({ exitCode, owners: document.sandboxes.map(({ owner }) => owner) }).toEqual({ exitCode: 0, owners: ['grace'] });
    const left = await everything();
    expect(namesIn(left).filter(ofGrace)).toEqual([]);
    expect(left.queues).toHaveLength(3);
  }, 60_000);
});
