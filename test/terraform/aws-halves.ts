import {
  type AccessKeysSettings,
  awsPartitions,
  type Environment,
  subscriptionWatcher,
  tokenIssuerUrl,
  watchedOrganization,
} from '@audit-bridge/config';
import {
  AccessKeysAws,
  CloudtrailLakeAws,
  type ContainerAuthentication,
  type ReportDestination,
  reporterName,
  SecurityLakeAws,
} from '@audit-bridge/constructs';
import { Names, tokenAudience } from '@audit-bridge/naming';
import type { Construct } from 'constructs';
import { fakeBundles } from '../invariants/fake-artifacts';

/** moto's account. */
const accountId = '123456789012';

/** An identity that is nobody's. */
const guid = '6f1b7a52-8f0e-4f6f-9d5e-1f5c2f3b7c11';

/** Builds the AWS half of an environment's pipeline, with literal values for the Azure side. */
type AddHalf = (scope: Construct, environment: Environment) => void;

export const awsHalves = {
  'cloudtrail-lake': (scope, environment) => {
    const { authentication } = settingsOf(environment, 'cloudtrailLake');
    const literal: ContainerAuthentication =
      authentication.kind === 'connection-string'
        ? authentication
        : {
            kind: 'web-identity',
            tenantId: environment.azure.tenantId,
            clientId: guid,
            audience: 'api://AzureADTokenExchange',
            authorityHost: undefined,
          };
    new CloudtrailLakeAws(scope, 'aws-half', {
      ...inCommon(environment),
      settings: settingsOf(environment, 'cloudtrailLake'),
      subscriptions:
        literal.kind === 'web-identity' && subscriptionWatcher(environment) === 'cloudtrailLake'
          ? { ...literal, managementGroupId: environment.azure.tenantId, resourceManagerUrl: 'https://management.azure.com' }
          : undefined,
      container: { url: 'https://example.blob.core.windows.net/insights-activity-logs', authentication: literal },
      artifacts: fakeBundles().functions,
    });
  },
  'security-lake': (scope, environment) => {
    const { functions, glueScripts } = fakeBundles();
    const { cloud, tenantId } = environment.azure;
    new SecurityLakeAws(scope, 'aws-half', {
      ...inCommon(environment),
      settings: settingsOf(environment, 'securityLake'),
      forwarder: { principalId: guid, tokenIssuerUrl: tokenIssuerUrl(cloud, tenantId), tokenAudience: tokenAudience(tenantId) },
      artifacts: functions,
      glueScripts,
    });
  },
  'access-keys': (scope, environment) => {
    const settings = settingsOf(environment, 'accessKeys');
    new AccessKeysAws(scope, 'aws-half', {
      ...inCommon(environment),
      settings,
      organizationId: watchedOrganization(environment),
      destination: destinationOf(settings, environment.azure),
      artifact: fakeBundles().functions[reporterName],
    });
  },
} as const satisfies Record<string, AddHalf>;

export type AwsHalf = keyof typeof awsHalves;

function destinationOf({ transport }: AccessKeysSettings, { tenantId }: Environment['azure']): ReportDestination {
  if (transport.kind === 'data-collector') {
    const { secretArn, secretKmsKeyArn } = transport;
    const endpoint = `https://${guid}.ods.opinsights.azure.com`;
    return { kind: transport.kind, endpoint, workspaceId: guid, logType: 'AwsAccessKeys', secretArn, secretKmsKeyArn };
  }
  return {
    kind: transport.kind,
    endpoint: 'https://report-a1b2.westeurope-1.ingest.monitor.azure.com',
    ruleId: 'dcr-0123456789abcdef0123456789abcdef',
    streamName: 'Custom-AwsAccessKeys',
    ingestionAudience: 'https://monitor.azure.com',
    tenantId,
    clientId: guid,
    federationAudience: 'api://AzureADTokenExchange',
    authorityHost: undefined,
  };
}

function inCommon(environment: Environment) {
  const { aws, azure, encryption, logRetentionDays, alarms } = environment;
  const { arnPartition, dnsSuffix } = awsPartitions[aws.partition];
  return {
    names: Names.ofEnvironment(environment),
    place: { arnPartition, region: aws.region, accountId },
    dnsSuffix,
    subscriptionIds: azure.subscriptionIds,
    encryption,
    // moto holds nothing that is worth protecting, and everything must be destroyed.
    protection: 'destroyable',
    logRetentionDays,
    alarms,
  } as const;
}

function settingsOf<Key extends keyof Environment['pipelines']>({ pipelines, name }: Environment, key: Key) {
  const settings = pipelines[key];
  if (settings === undefined) throw new Error(`${name} has no pipeline ${key}`);
  return settings;
}
