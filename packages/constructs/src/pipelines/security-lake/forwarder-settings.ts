import type { ActivityLogForwarderEnvironment } from '@audit-bridge/activity-log-forwarder/environment';
import { type AzureCloud, azureClouds } from '@audit-bridge/config';

/** How the host of Functions signs in by itself: with the app's identity, never with a connection string. */
export interface HostConnections {
  readonly cloud: AzureCloud;
  /** Client id of the app's identity. */
  readonly clientId: string;
  readonly storageAccountName: string;
  readonly fullyQualifiedNamespace: string;
  readonly insightsConnectionString: string;
  /** Of the zip. */
  readonly packageSha256: string;
}

/**
 * The app settings of the forwarder: its own variables, and those that its host reads. There is no plain `AzureWebJobsStorage`: beside the identity's
 * settings it would win, and the host would not start.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection
 */
export function forwarderSettings(environment: ActivityLogForwarderEnvironment, host: HostConnections): Readonly<Record<string, string>> {
  return {
    ...environment,
    ...identityConnection('EVENT_HUB', host.clientId),
    EVENT_HUB__fullyQualifiedNamespace: host.fullyQualifiedNamespace,
    ...identityConnection('AzureWebJobsStorage', host.clientId),
    ...hostStorage(host),
    // Nobody reads it: a setting that changes starts the app anew, and an app that starts loads its package.
    FORWARDER_PACKAGE_SHA256: host.packageSha256,
    APPLICATIONINSIGHTS_CONNECTION_STRING: host.insightsConnectionString,
    // https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${host.clientId};Authorization=AAD`,
  };
}

/** NCRONTAB, with seconds: https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions */
export function everyMinutes(minutes: number): string {
  return `0 */${minutes} * * * *`;
}

/** Looks for subscriptions that nobody collects from: one that fails is made good by the next. */
export const coverageHours = 6;

/** NCRONTAB, at a minute at which few others ask. */
export function everyHours(hours: number): string {
  return `0 23 */${hours} * * *`;
}

function identityConnection(prefix: 'EVENT_HUB' | 'AzureWebJobsStorage', clientId: string): Record<string, string> {
  return { [`${prefix}__credential`]: 'managedidentity', [`${prefix}__clientId`]: clientId };
}

/** The account's name stands for the public cloud's hosts only. */
function hostStorage({ cloud, storageAccountName }: HostConnections): Record<string, string> {
  if (cloud === 'public') return { AzureWebJobsStorage__accountName: storageAccountName };
  const { blobSuffix } = azureClouds[cloud];
  const uri = (service: string) => `https://${storageAccountName}${blobSuffix.replace('.blob.', `.${service}.`)}`;
  return {
    AzureWebJobsStorage__blobServiceUri: uri('blob'),
    AzureWebJobsStorage__queueServiceUri: uri('queue'),
    AzureWebJobsStorage__tableServiceUri: uri('table'),
  };
}
