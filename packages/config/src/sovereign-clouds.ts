/**
 * What differs between the commercial clouds and the sovereign ones: the only place with a cloud's host, issuer, audience or ARN partition.
 *
 * AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 * Azure: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (audiences),
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-headers (of log ingestion),
 * https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/azure/azure-monitor/logs/api/overview
 */
export const awsPartitions = {
  aws: {
    arnPartition: 'aws',
    dnsSuffix: 'amazonaws.com',
    /** Ends the issuer of tokens for other clouds; undefined: not published for this partition. */
    tokenIssuerSuffix: '.tokens.sts.global.api.aws',
    regionPattern: /^(?!us-gov-|cn-)[a-z]{2,3}(-[a-z]+)+-\d$/,
    exampleRegion: 'eu-central-1',
  },
  'aws-us-gov': {
    arnPartition: 'aws-us-gov',
    dnsSuffix: 'amazonaws.com',
    tokenIssuerSuffix: undefined,
    regionPattern: /^us-gov-[a-z]+-\d$/,
    exampleRegion: 'us-gov-west-1',
  },
  'aws-cn': {
    arnPartition: 'aws-cn',
    dnsSuffix: 'amazonaws.com.cn',
    tokenIssuerSuffix: undefined,
    regionPattern: /^cn-[a-z]+-\d$/,
    exampleRegion: 'cn-north-1',
  },
} as const;

export const azureClouds = {
  public: {
    /** Where tokens are asked for; the SDK's variable `AZURE_AUTHORITY_HOST`. */
    authorityHost: 'https://login.microsoftonline.com',
    /** Issues version 1 tokens: `<host>/<tenant>/`, with the closing slash. */
    tokenIssuerHost: 'https://sts.windows.net',
    /** Ends the host of a namespace: https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure */
    eventHubsSuffix: '.servicebus.windows.net',
    blobSuffix: '.blob.core.windows.net',
    /** The one audience that a federated credential accepts. */
    federationAudience: 'api://AzureADTokenExchange',
    /** What tokens for Azure Monitor's ingestion endpoints are asked for, without `/.default`. */
    ingestionAudience: 'https://monitor.azure.com',
    /** Ends the host of a workspace's HTTP Data Collector API, after its id. */
    dataCollectorSuffix: '.ods.opinsights.azure.com',
    /** What the operator's command line asks; each is also the audience of its tokens. */
    resourceManagerUrl: 'https://management.azure.com',
    graphUrl: 'https://graph.microsoft.com',
    logAnalyticsUrl: 'https://api.loganalytics.azure.com',
    /** `environment` of the Terraform provider. */
    terraformEnvironment: 'public',
  },
  usgovernment: {
    authorityHost: 'https://login.microsoftonline.us',
    tokenIssuerHost: 'https://sts.windows.net',
    eventHubsSuffix: '.servicebus.usgovcloudapi.net',
    blobSuffix: '.blob.core.usgovcloudapi.net',
    federationAudience: 'api://AzureADTokenExchangeUSGov',
    ingestionAudience: 'https://monitor.azure.us',
    dataCollectorSuffix: '.ods.opinsights.azure.us',
    resourceManagerUrl: 'https://management.usgovcloudapi.net',
    graphUrl: 'https://graph.microsoft.us',
    logAnalyticsUrl: 'https://api.loganalytics.us',
    terraformEnvironment: 'usgovernment',
  },
  china: {
    authorityHost: 'https://login.partner.microsoftonline.cn',
    tokenIssuerHost: 'https://sts.chinacloudapi.cn',
    eventHubsSuffix: '.servicebus.chinacloudapi.cn',
    blobSuffix: '.blob.core.chinacloudapi.cn',
    federationAudience: 'api://AzureADTokenExchangeChina',
    ingestionAudience: 'https://monitor.azure.cn',
    dataCollectorSuffix: '.ods.opinsights.azure.cn',
    resourceManagerUrl: 'https://management.chinacloudapi.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    logAnalyticsUrl: 'https://api.loganalytics.azure.cn',
    terraformEnvironment: 'china',
  },
} as const;

/** Who issues the version 1 tokens of a tenant, letter by letter as the tokens say it. */
export function tokenIssuerUrl(cloud: AzureCloud, tenantId: string): string {
  return `${azureClouds[cloud].tokenIssuerHost}/${tenantId}/`;
}

export type AwsPartition = keyof typeof awsPartitions;
export type AzureCloud = keyof typeof azureClouds;

/** AWS services as principals of a policy: spelled alike in every partition, unlike the logs service, which has the partition's suffix and a Region. */
export const awsServicePrincipals = {
  cloudtrail: 'cloudtrail.amazonaws.com',
  cloudwatch: 'cloudwatch.amazonaws.com',
  glue: 'glue.amazonaws.com',
  lakeFormation: 'lakeformation.amazonaws.com',
  lambda: 'lambda.amazonaws.com',
  scheduler: 'scheduler.amazonaws.com',
  securityLake: 'securitylake.amazonaws.com',
  securityLakeResources: 'resource-management.securitylake.amazonaws.com',
} as const;
