/**
 * What differs between the commercial clouds and the sovereign ones: the only place with a cloud's host, issuer, audience or ARN partition.
 *
 * AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 * Azure: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations (audiences)
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
    /** The one audience that a federated credential accepts. */
    federationAudience: 'api://AzureADTokenExchange',
    /** `environment` of the Terraform provider. */
    terraformEnvironment: 'public',
  },
  usgovernment: {
    authorityHost: 'https://login.microsoftonline.us',
    federationAudience: 'api://AzureADTokenExchangeUSGov',
    terraformEnvironment: 'usgovernment',
  },
  china: {
    authorityHost: 'https://login.partner.microsoftonline.cn',
    federationAudience: 'api://AzureADTokenExchangeChina',
    terraformEnvironment: 'china',
  },
} as const;

export type AwsPartition = keyof typeof awsPartitions;
export type AzureCloud = keyof typeof azureClouds;

/** AWS services as principals of a policy: spelled alike in every partition, unlike the logs service, which has the partition's suffix and a Region. */
export const awsServicePrincipals = {
  cloudtrail: 'cloudtrail.amazonaws.com',
  cloudwatch: 'cloudwatch.amazonaws.com',
  lambda: 'lambda.amazonaws.com',
  scheduler: 'scheduler.amazonaws.com',
} as const;
