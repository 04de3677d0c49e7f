export { type IamStatement, iamPolicy } from './building-blocks/iam-policy';
export type { Protection } from './building-blocks/protection';
export { type WildcardSid, wildcardReasons } from './building-blocks/wildcard-reasons';
export { activityLogCategories } from './pipelines/cloudtrail-lake/activity-log-export';
export { CloudtrailLakeAws, type CloudtrailLakeAwsProps } from './pipelines/cloudtrail-lake/aws';
export { CloudtrailLakeAzure, type CloudtrailLakeAzureProps } from './pipelines/cloudtrail-lake/azure';
export type { ContainerAccess, ContainerAuthentication } from './pipelines/cloudtrail-lake/container-access';
export { type FunctionName, functionNames, functionRoleName } from './pipelines/cloudtrail-lake/names';
