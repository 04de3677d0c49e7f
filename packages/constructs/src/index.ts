export { wildcardReasons } from './building-blocks/wildcard-reasons';
export { CloudtrailLakeAws, type CloudtrailLakeAwsProps } from './pipelines/cloudtrail-lake/aws';
export { CloudtrailLakeAzure, type CloudtrailLakeAzureProps } from './pipelines/cloudtrail-lake/azure';
export type { ContainerAuthentication } from './pipelines/cloudtrail-lake/container-access';
export { type FunctionName, functionNames, functionRoleName } from './pipelines/cloudtrail-lake/names';
