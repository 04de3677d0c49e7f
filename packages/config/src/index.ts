export type { AccessKeysSettings } from './access-keys-settings';
export type { AlarmSettings, NoAlarms } from './alarm-settings';
export type { CloudtrailLakeSettings } from './cloudtrail-lake-settings';
export type { Problem } from './cross-field-rules';
export type { Environment, EnvironmentInput } from './environment';
export { InvalidEnvironmentError } from './invalid-environment-error';
export { MissingUserValuesError, requireUserValues } from './missing-user-values-error';
export { nearestWord } from './nearest-word';
export { parseEnvironment, parseShared } from './parse-environment';
export { maxSilenceHours, type ReportSchedule } from './report-schedule';
export { defaultForwarder, type SecurityLakeSettings } from './security-lake-settings';
export type { SharedInput, SharedSettings } from './shared-settings';
export {
  type AwsPartition,
  type AzureCloud,
  awsPartitions,
  awsServicePrincipals,
  azureClouds,
  tokenIssuerUrl,
} from './sovereign-clouds';
export type { StateBackend } from './state-backend';
export { possibleWatcher, type SubscriptionWatcher, subscriptionWatcher } from './subscription-watcher';
export { givenUserValue, missingUserValues, type UserValueHolder, type UserValueName, userValue, userValues } from './user-values';
export { watchedOrganization } from './watched-organization';
