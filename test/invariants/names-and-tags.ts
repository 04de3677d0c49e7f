import { nameLimits, type ResourceKind } from '@audit-bridge/naming';
import type { SynthesizedStack } from './synthesized-stacks';
import { resourcesOf, type Values } from './terraform-json';

/** Which limit holds for which attribute. A type that is missing here fails the test, unless it takes its name from another resource. */
const named: Readonly<Record<string, readonly [attribute: string, kind: ResourceKind]>> = {
  aws_athena_named_query: ['name', 'athenaNamedQuery'],
  aws_athena_workgroup: ['name', 'athenaWorkgroup'],
  aws_cloudformation_stack: ['name', 'cloudformationStack'],
  aws_cloudtrail_event_data_store: ['name', 'eventDataStore'],
  aws_cloudwatch_dashboard: ['dashboard_name', 'cloudwatchDashboard'],
  aws_cloudwatch_log_group: ['name', 'logGroup'],
  aws_cloudwatch_metric_alarm: ['alarm_name', 'alarm'],
  aws_dynamodb_table: ['name', 'dynamodbTable'],
  aws_glue_catalog_database: ['name', 'glueDatabase'],
  aws_glue_job: ['name', 'glueJob'],
  aws_glue_security_configuration: ['name', 'glueSecurityConfiguration'],
  aws_iam_policy: ['name', 'iamPolicy'],
  aws_iam_role: ['name', 'iamRole'],
  aws_kinesis_stream: ['name', 'kinesisStream'],
  aws_kms_alias: ['name', 'kmsAlias'],
  aws_lambda_function: ['function_name', 'lambdaFunction'],
  aws_s3_bucket: ['bucket', 's3Bucket'],
  aws_scheduler_schedule: ['name', 'schedule'],
  aws_scheduler_schedule_group: ['name', 'scheduleGroup'],
  aws_sns_topic: ['name', 'snsTopic'],
  aws_sqs_queue: ['name', 'sqsQueue'],
  azurerm_application_insights: ['name', 'azureApplicationInsights'],
  // The resource itself is named by a GUID; this is what people see.
  azurerm_application_insights_workbook: ['display_name', 'azureWorkbook'],
  azurerm_federated_identity_credential: ['name', 'azureFederatedCredential'],
  azurerm_log_analytics_saved_search: ['name', 'azureSavedSearch'],
  azurerm_log_analytics_workspace: ['name', 'azureLogAnalyticsWorkspace'],
  azurerm_monitor_action_group: ['name', 'azureActionGroup'],
  azurerm_monitor_data_collection_endpoint: ['name', 'azureDataCollectionEndpoint'],
  azurerm_monitor_data_collection_rule: ['name', 'azureDataCollectionRule'],
  azurerm_monitor_diagnostic_setting: ['name', 'azureDiagnosticSetting'],
  azurerm_monitor_metric_alert: ['name', 'azureAlertRule'],
  azurerm_monitor_scheduled_query_rules_alert_v2: ['name', 'azureAlertRule'],
  azurerm_resource_group: ['name', 'azureResourceGroup'],
  azurerm_role_definition: ['name', 'azureCustomRole'],
  azurerm_storage_account: ['name', 'azureStorageAccount'],
  azurerm_user_assigned_identity: ['name', 'azureManagedIdentity'],
};

/** Their names need not be unique: they stand inside another resource, or the vendor gives the name. */
const insideOthers = new Set([
  'aws_glue_catalog_table',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_kms_key',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_invocation',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_s3_object',
  // Exists once per account and Region, without a name.
  'aws_securitylake_data_lake',
  // Its 20 characters are a setting: the environment's name and owner would not fit.
  'aws_securitylake_custom_log_source',
  'aws_securitylake_aws_log_source',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'azapi_resource_action',
  'azapi_update_resource',
  'azuread_app_role_assignment',
  'azurerm_eventhub',
  'azurerm_eventhub_consumer_group',
  // Stands in a workspace, under a name that is a setting.
  'azurerm_log_analytics_workspace_table_custom_log',
  'azurerm_role_assignment',
  'azurerm_storage_blob',
  'azurerm_storage_container',
  'azurerm_storage_management_policy',
]);

/** The same for what azapi makes, by its type in Azure Resource Manager; the rule stands inside a namespace. */
const namedInAzure: Readonly<Record<string, ResourceKind>> = {
  'Microsoft.EventHub/namespaces': 'azureEventHubsNamespace',
  'Microsoft.EventHub/namespaces/authorizationRules': 'azureEventHubRule',
  'Microsoft.Web/serverfarms': 'azureServicePlan',
  'Microsoft.Web/sites': 'azureFunctionApp',
};

function ruleOf(type: string, values: Values): readonly [attribute: string, kind: ResourceKind] | undefined {
  if (type !== 'azapi_resource') return named[type];
  const kind = namedInAzure[String(values.type).replace(/@.*$/, '')];
  if (kind === undefined) throw new Error(`${values.type} has no limit for its name: add it to namedInAzure.`);
  return ['name', kind];
}

const taggedAzureTypes = [
  'azurerm_application_insights',
  'azurerm_application_insights_workbook',
  'azurerm_log_analytics_workspace',
  'azurerm_monitor_action_group',
  'azurerm_monitor_data_collection_endpoint',
  'azurerm_monitor_data_collection_rule',
  'azurerm_monitor_metric_alert',
  'azurerm_monitor_scheduled_query_rules_alert_v2',
  'azurerm_resource_group',
  'azurerm_storage_account',
  'azurerm_user_assigned_identity',
];

export function nameAndTagInvariants({ id, pipeline, json, environment }: SynthesizedStack): void {
  describe(`names and tags of ${id}`, () => {
    // A name that does not fit fails half-way through a deploy.
    it('are within the limits of their vendors', () => {
      for (const { type, values } of resourcesOf(json)) {
        const rule = ruleOf(type, values);
        if (rule === undefined) {
          expect([...insideOthers]).toContain(type);
          continue;
        }
        const [attribute, usual] = rule;
        const name = String(values[attribute]);
        const { minLength, maxLength, pattern } = nameLimits[usual === 'sqsQueue' && name.endsWith('.fifo') ? 'sqsFifoQueue' : usual];
        expect(name.length).toBeGreaterThanOrEqual(minLength);
        expect(name.length).toBeLessThanOrEqual(maxLength);
        expect(name).toMatch(pattern);
      }
    });

    // Two people's sandboxes live in one account and one subscription.
    it("hold the environment's name, and a sandbox's owner", () => {
      const words = [environment.name, environment.owner ?? ''];
      for (const { type, values } of resourcesOf(json)) {
        const rule = ruleOf(type, values);
        if (rule !== undefined) for (const word of words) expect(values[rule[0]]).toContain(word);
      }
    });

    // Costs, owners and leftovers are found by tags.
    it('are tagged on both clouds with project, environment, pipeline and owner', () => {
      const expected = {
        Project: 'audit-bridge',
        Environment: environment.name,
        Pipeline: pipeline,
        ...(environment.owner && { Owner: environment.owner }),
      };
      expect(json.provider?.aws?.[0]?.default_tags).toEqual([{ tags: expect.objectContaining(expected) }]);
      for (const { values } of taggedAzureTypes.flatMap(type => resourcesOf(json, type))) expect(values.tags).toMatchObject(expected);
    });
  });
}
