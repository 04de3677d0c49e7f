/** What a kind of resource allows in a name. */
export interface NameLimit {
  /** For a person: `S3 bucket`. */
  readonly label: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** What stands between the words of a name; empty where no separator is allowed. */
  readonly separator: '-' | '_' | '';
  /** The characters and the case that are allowed. */
  readonly pattern: RegExp;
  /** The name must be unique in the whole cloud: it gets a short hash of what identifies the place. */
  readonly global: boolean;
  /** The vendor's page with these limits. */
  readonly source: string;
}

const aws = 'https://docs.aws.amazon.com';
const azure = 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules';
const dataCollection = 'https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-endpoint-overview';

/** Every kind of resource that gets a name, with its vendor's limits. */
export const nameLimits = {
  sqsQueue: limit('SQS queue', 1, 80, '-', /^[A-Za-z0-9_-]+$/, `${aws}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html`),
  /** The suffix `.fifo` counts. */
  sqsFifoQueue: limit(
    'SQS FIFO queue',
    6,
    80,
    '-',
    /^[A-Za-z0-9_-]+\.fifo$/,
    `${aws}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html`,
  ),
  lambdaFunction: limit('Lambda function', 1, 64, '-', /^[A-Za-z0-9_-]+$/, `${aws}/lambda/latest/api/API_CreateFunction.html`),
  iamRole: limit('IAM role', 1, 64, '-', /^[A-Za-z0-9+=,.@_-]+$/, `${aws}/IAM/latest/UserGuide/reference_iam-quotas.html`),
  dynamodbTable: limit(
    'DynamoDB table',
    3,
    255,
    '-',
    /^[A-Za-z0-9_.-]+$/,
    `${aws}/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`,
  ),
  s3Bucket: limit('S3 bucket', 3, 63, '-', /^[a-z0-9][a-z0-9-]*[a-z0-9]$/, `${aws}/AmazonS3/latest/userguide/bucketnamingrules.html`, true),
  kmsAlias: limit('KMS alias', 7, 256, '-', /^alias\/[A-Za-z0-9/_-]+$/, `${aws}/kms/latest/APIReference/API_CreateAlias.html`),
  logGroup: limit(
    'log group',
    1,
    512,
    '-',
    /^[A-Za-z0-9_./#-]+$/,
    `${aws}/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html`,
  ),
  alarm: limit('CloudWatch alarm', 1, 255, '-', /^[A-Za-z0-9_.-]+$/, `${aws}/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html`),
  cloudwatchDashboard: limit(
    'CloudWatch dashboard',
    1,
    255,
    '-',
    /^[A-Za-z0-9_-]+$/,
    `${aws}/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html`,
  ),
  snsTopic: limit('SNS topic', 1, 256, '-', /^[A-Za-z0-9_-]+$/, `${aws}/sns/latest/api/API_CreateTopic.html`),
  schedule: limit('schedule', 1, 64, '-', /^[A-Za-z0-9_.-]+$/, `${aws}/scheduler/latest/APIReference/API_CreateSchedule.html`),
  scheduleGroup: limit(
    'schedule group',
    1,
    64,
    '-',
    /^[A-Za-z0-9_.-]+$/,
    `${aws}/scheduler/latest/APIReference/API_CreateScheduleGroup.html`,
  ),
  eventDataStore: limit(
    'event data store',
    3,
    128,
    '-',
    /^[A-Za-z0-9._-]+$/,
    `${aws}/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html`,
  ),
  channel: limit('CloudTrail channel', 3, 128, '-', /^[A-Za-z0-9._-]+$/, `${aws}/awscloudtrail/latest/APIReference/API_CreateChannel.html`),
  cloudformationStack: limit(
    'CloudFormation stack',
    1,
    128,
    '-',
    /^[A-Za-z][A-Za-z0-9-]*$/,
    `${aws}/AWSCloudFormation/latest/APIReference/API_CreateStack.html`,
  ),
  /** Athena takes no hyphens in a database's name. */
  glueDatabase: limit('Glue database', 1, 255, '_', /^[a-z0-9_]+$/, `${aws}/athena/latest/ug/tables-databases-columns-names.html`),
  athenaWorkgroup: limit(
    'Athena workgroup',
    1,
    128,
    '-',
    /^[A-Za-z0-9._-]+$/,
    `${aws}/athena/latest/APIReference/API_CreateWorkGroup.html`,
  ),
  athenaNamedQuery: limit(
    'Athena named query',
    1,
    128,
    '-',
    /^[A-Za-z0-9._-]+$/,
    `${aws}/athena/latest/APIReference/API_CreateNamedQuery.html`,
  ),
  kinesisStream: limit('Kinesis stream', 1, 128, '-', /^[A-Za-z0-9_.-]+$/, `${aws}/kinesis/latest/APIReference/API_CreateStream.html`),
  glueJob: limit('Glue job', 1, 255, '-', /^[A-Za-z0-9_-]+$/, `${aws}/glue/latest/dg/aws-glue-api-jobs-job.html`),
  /** Ends the names of the log groups that Glue writes to. */
  glueSecurityConfiguration: limit(
    'Glue security configuration',
    1,
    255,
    '-',
    /^[A-Za-z0-9_-]+$/,
    `${aws}/glue/latest/dg/console-security-configurations.html`,
  ),
  iamPolicy: limit('IAM policy', 1, 128, '-', /^[A-Za-z0-9+=,.@_-]+$/, `${aws}/IAM/latest/UserGuide/reference_iam-quotas.html`),
  azureResourceGroup: limit('resource group', 1, 90, '-', /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/, azure),
  azureStorageAccount: limit('storage account', 3, 24, '', /^[a-z0-9]+$/, azure, true),
  azureManagedIdentity: limit('managed identity', 3, 128, '-', /^[A-Za-z0-9][A-Za-z0-9_-]*$/, azure),
  azureFederatedCredential: limit('federated credential', 3, 120, '-', /^[A-Za-z0-9][A-Za-z0-9_-]*$/, azure),
  azureDiagnosticSetting: limit('diagnostic setting', 1, 260, '-', /^[A-Za-z0-9_-]+$/, azure),
  azureEventHubsNamespace: limit('Event Hubs namespace', 6, 50, '-', /^[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/, azure, true),
  azureEventHub: limit('event hub', 1, 256, '-', /^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/, azure),
  azureEventHubConsumerGroup: limit('consumer group', 1, 50, '-', /^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/, azure),
  azureEventHubRule: limit('Event Hubs authorization rule', 1, 50, '-', /^[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]$/, azure),
  azureFunctionApp: limit('function app', 2, 60, '-', /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/, azure, true),
  azureServicePlan: limit('service plan', 1, 60, '-', /^[A-Za-z0-9-]+$/, azure),
  azureApplicationInsights: limit('Application Insights component', 1, 260, '-', /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/, azure),
  azureLogAnalyticsWorkspace: limit('Log Analytics workspace', 4, 63, '-', /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/, azure),
  azureActionGroup: limit('action group', 1, 260, '-', /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/, azure),
  azureAlertRule: limit('alert rule', 1, 260, '-', /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/, azure),
  /** No page gives lengths for endpoints and rules; these are what Azure's own command line cuts them to (azure-cli, `sanitize_name`). */
  azureDataCollectionEndpoint: limit('data collection endpoint', 3, 44, '-', /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/, dataCollection),
  azureDataCollectionRule: limit('data collection rule', 3, 64, '-', /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/, dataCollection),
  /** The vendor gives no limit: the one that most names have there. */
  azureSavedSearch: limit('saved search', 1, 260, '-', /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/, azure),
  /** What people see: the resource itself is named by a GUID. */
  azureWorkbook: limit('workbook', 1, 260, '-', /^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$/, azure),
  /** A custom role's name is unique in its tenant. */
  azureCustomRole: limit(
    'custom role',
    1,
    512,
    '-',
    /^[A-Za-z0-9-]+$/,
    'https://learn.microsoft.com/azure/role-based-access-control/custom-roles#custom-role-properties',
    true,
  ),
  entraApplication: limit(
    'Entra application',
    1,
    256,
    '-',
    /^[A-Za-z0-9._ -]+$/,
    'https://learn.microsoft.com/graph/api/resources/application#properties',
  ),
} as const satisfies Record<string, NameLimit>;

export type ResourceKind = keyof typeof nameLimits;

function limit(
  label: string,
  minLength: number,
  maxLength: number,
  separator: NameLimit['separator'],
  pattern: RegExp,
  source: string,
  global = false,
): NameLimit {
  return { label, minLength, maxLength, separator, pattern, source, global };
}
