import { generateKeyPairSync } from 'node:crypto';
import { restApi } from '@audit-bridge/azure-rest-api/rest-api';
import { createCertificate } from '@audit-bridge/local/emulators/certificate';
import { graphAudience, startGraph } from '@audit-bridge/local/emulators/graph/graph';
import {
  type AppRoleAssignment,
  appRoleAssignmentRoutes,
  type HeldPrincipal,
} from '@audit-bridge/local/emulators/graph/routes/app-role-assignments';
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
import { awsConnections } from '@audit-bridge/operations/clouds/aws-connections';
import type { AzureConnections } from '@audit-bridge/operations/clouds/azure-connections';
import type { CloudConnections } from '@audit-bridge/operations/clouds/cloud-connections';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { leftOnMoto } from '../terraform/left-on-moto';
import { stateBucket, subscriptionId, tenantId } from './sandbox-on-stand-ins';
import { seedAzure } from './seed-azure';

const issuer = 'https://sts.windows.net/tenant/';
const clientId = 'client';
const sharedApplication = {
  id: 'shared-application',
  appId: 'app',
  displayName: 'tokens for AWS',
  servicePrincipalNames: [tokenAudience(tenantId)],
  appRoleAssignmentRequired: true,
  appRoles: [],
};

/** One account and one subscription for sandboxes: moto, and stand-ins for Azure's APIs. */
export class SandboxClouds {
  private constructor(
    readonly motoUrl: string,
    readonly connections: CloudConnections,
    readonly content: SubscriptionContent,
    private readonly appRoles: Set<AppRoleAssignment>,
    private readonly principals: HeldPrincipal[],
    private readonly running: Running,
  ) {}

  /**
   * With the bucket for states, and nothing else.
   *
   * @param more of Azure, beside its APIs
   * @param looksUntilGone how many looks find a resource group that is being deleted; between two a command waits
   */
  static async start(more: Partial<AzureConnections>, looksUntilGone: number): Promise<SandboxClouds> {
    const running = new Running();
    const certificate = await running.add(createCertificate());
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const tokens = { issuer, publicKey, clientIds: [clientId] };
    const content = new SubscriptionContent(subscriptionId, looksUntilGone);
    const appRoles = new Set<AppRoleAssignment>();
    const principals: HeldPrincipal[] = [];
    const managerRoutes = [
      ...subscriptionRoutes({ tenantId, subscriptions: [{ id: subscriptionId, displayName: 'One' }] }),
      ...resourceGroupRoutes(content),
      ...deletedResourceRoutes(content),
      ...heldDiagnosticSettingRoutes(content),
      ...roleAssignmentRoutes(content),
      ...heldResourceRoutes(content),
    ];
    const graphRoutes = [...servicePrincipalRoutes([sharedApplication]), ...appRoleAssignmentRoutes(appRoles, principals)];
    const [moto, manager, graph] = await Promise.all([
      running.add(startMoto()),
      running.add(startResourceManager({ certificate, tokens, routes: managerRoutes })),
      running.add(startGraph({ certificate, tokens, routes: graphRoutes })),
    ]);
    const requestHandler = new NodeHttpHandler();
    running.add(Promise.resolve({ stop: async () => requestHandler.destroy() }));
    const settings = { endpoint: moto.url, region: testRegion, credentials: testCredentials, forcePathStyle: true, requestHandler };
    const aws = awsConnections(settings);
    const CreateBucketConfiguration = { LocationConstraint: testRegion } as const;
    await aws.client(S3Client).send(new CreateBucketCommand({ Bucket: stateBucket, CreateBucketConfiguration }));
    const api = (url: string, audience: string) => {
      const seconds = Math.floor(Date.now() / 1000);
      const claims = { aud: audience, iss: issuer, appid: clientId, oid: 'me', nbf: seconds - 300, exp: seconds + 3600 };
      const credential = { getToken: async () => ({ token: encodeToken(claims, privateKey), expiresOnTimestamp: Date.now() + 3_600_000 }) };
      return restApi({ url, credential, scope: `${audience}/.default`, ca: certificate.certificate });
    };
    const azure: Partial<AzureConnections> = {
      ...more,
      resourceManager: () => api(manager.url, resourceManagerAudience),
      graph: () => api(graph.url, graphAudience),
    };
    return new SandboxClouds(moto.url, { aws, azure: azure as AzureConnections }, content, appRoles, principals, running);
  }

  get aws(): CloudConnections['aws'] {
    return this.connections.aws;
  }

  /** What a sandbox has in Azure. */
  makeAzureHalf(owner: string): void {
    this.principals.push(seedAzure(this.content, this.appRoles, owner, sharedApplication.id));
  }

  /** Names and ids of all that is there, by kind; without keys, which stay for days. */
  async everything(): Promise<Readonly<Record<string, readonly string[]>>> {
    const { things } = await leftOnMoto(this.motoUrl, testRegion);
    const { content } = this;
    return {
      ...things,
      groups: content.groups.map(({ name }) => name),
      resources: content.resources.map(({ id }) => id),
      settings: content.diagnosticSettings,
      roleAssignments: content.roleAssignments.map(({ id }) => id),
      appRoles: [...this.appRoles].map(({ id }) => id),
    };
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}
