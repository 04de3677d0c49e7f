/**
 * What holds data, or without which data cannot be read, so that a replacement or a destroy of it is the first thing that a reviewer must see.
 * A test holds that everything that production protects is here.
 */
export const dataHoldingTypes: ReadonlySet<string> = new Set([
  'aws_cloudtrail_event_data_store',
  'aws_cloudwatch_log_group',
  'aws_dynamodb_table',
  'aws_glue_catalog_database',
  'aws_glue_catalog_table',
  'aws_kinesis_stream',
  'aws_kms_key',
  'aws_s3_bucket',
  'aws_securitylake_custom_log_source',
  'aws_securitylake_data_lake',
  'aws_sqs_queue',
  'azurerm_eventhub',
  'azurerm_log_analytics_workspace',
  'azurerm_log_analytics_workspace_table',
  'azurerm_resource_group',
  'azurerm_storage_account',
  'azurerm_storage_container',
]);

/** Resources of azapi that hold data, by the type that stands in them: the one Terraform type holds all kinds. */
const dataHoldingAzapiTypes =
  /^Microsoft\.(EventHub\/namespaces(\/eventhubs)?|OperationalInsights\/workspaces(\/tables)?|Storage\/storageAccounts)@/i;

/** @param azapiType `type` of an azapi resource */
export function holdsData(type: string, azapiType: unknown): boolean {
  if (dataHoldingTypes.has(type)) return true;
  return type === 'azapi_resource' && typeof azapiType === 'string' && dataHoldingAzapiTypes.test(azapiType);
}
