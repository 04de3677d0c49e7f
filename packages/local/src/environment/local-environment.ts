import { type Environment, type EnvironmentInput, parseEnvironment } from '@audit-bridge/config';
import { Names, project } from '@audit-bridge/naming';
import type { DestinationName } from '../cloudtrail-lake/destination-name';
import { testChannelArn, testEventDataStoreArn } from '../emulators/cloudtrail-arns';
import { testAccountId, testRegion } from '../emulators/test-account';
import { tenantId } from '../emulators/test-tenant';
import { type PipelineName, pipelineNames } from '../pipelines/pipeline-name';

/** As `bridge` knows it. */
export const localEnvironmentName = 'local';

/** Where the emulated resources of Azure are said to be. */
const subscriptionId = 'aaaaaaaa-0000-4000-8000-000000000001';
/** In moto, and here: its account lists what it reports. */
export const localOrganizationId = 'o-localrun00';
export const localMemberRoleName = 'audit-bridge-access-key-reader';
const issuerUrl = 'https://00000000-0000-4000-8000-000000000000.tokens.sts.global.api.aws';

export interface LocalEnvironmentOptions {
  /** Whose activity logs the pipelines take. @default one */
  readonly subscriptionIds?: readonly string[];
  /** Of cloudtrail-lake. */
  readonly destination?: DestinationName;
  /** Whose access keys are reported, beside the own account. @default none */
  readonly memberAccountIds?: readonly string[];
  /** @default all */
  readonly pipelines?: readonly PipelineName[];
}

/** What an environment takes; a file may name more, and some that are none. */
const maxSubscriptions = 80;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Everything that a local run starts, as an environment: the commands that work on a deployed one then work on it too. */
export function localEnvironment(options: LocalEnvironmentOptions = {}): Environment {
  const environment = parseEnvironment(input(options));
  const { pipelines: chosen = pipelineNames } = options;
  const { accessKeys, cloudtrailLake, securityLake } = environment.pipelines;
  return {
    ...environment,
    pipelines: {
      ...(chosen.includes('cloudtrail-lake') ? { cloudtrailLake } : {}),
      ...(chosen.includes('security-lake') ? { securityLake } : {}),
      ...(chosen.includes('access-keys') ? { accessKeys } : {}),
    },
  };
}

function configuredSubscriptions(ids: readonly string[]): string[] {
  const usable = ids.filter(id => guid.test(id)).slice(0, maxSubscriptions);
  return usable.length === 0 ? [subscriptionId] : usable;
}

const input = ({
  destination = 'cloudtrail-lake',
  memberAccountIds = [],
  subscriptionIds = [],
}: LocalEnvironmentOptions): EnvironmentInput => ({
  kind: 'sandbox',
  name: localEnvironmentName,
  owner: 'here',
  aws: { accountId: testAccountId, region: testRegion, organizationId: localOrganizationId },
  azure: {
    tenantId,
    subscriptionId,
    subscriptionIds: configuredSubscriptions(subscriptionIds),
    location: 'westeurope',
    blobReplication: 'LRS',
  },
  state: { kind: 'local' },
  protection: 'destroyable',
  logRetentionDays: 3,
  alarms: { noAlarms: true, reason: 'Nobody is on call for emulators that end with the run.' },
  pipelines: {
    cloudtrailLake: {
      source: 'generated',
      authentication: { kind: 'web-identity', issuerUrl },
      destination:
        destination === 'cloudtrail-lake'
          ? {
              kind: 'cloudtrail-lake',
              eventDataStore: { kind: 'given', arn: testEventDataStoreArn },
              channel: { kind: 'given', arn: testChannelArn },
            }
          : { kind: 'cloudwatch-logs', retentionDays: 30, archiveRetentionDays: 90 },
      blobRetentionDays: 90,
      stateTtlDays: 120,
    },
    securityLake: {
      source: 'generated',
      forwarder: { parkedRecordsMinutes: 1 },
      lake: { kind: 'bucket', retentionDays: 90 },
    },
    accessKeys: {
      accounts:
        memberAccountIds.length === 0
          ? { kind: 'own' }
          : { kind: 'members', accountIds: [...memberAccountIds], roleName: localMemberRoleName },
      transport: { kind: 'logs-ingestion', issuerUrl },
      workspace: { kind: 'created', retentionDays: 90 },
    },
  },
});

const usual = localEnvironment();

/** What resources are called in the emulators: the same in every run. */
export const localNames = Names.ofEnvironment(usual);

/** What resources in the emulators carry, as deployed ones do. */
export const localTags = { Project: project, Environment: usual.name, Owner: usual.owner ?? '' } as const;

/** The same as most services of AWS take them. */
export const localTagList = Object.entries(localTags).map(([Key, Value]) => ({ Key, Value }));
