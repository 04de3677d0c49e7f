import { CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { EnvironmentContext } from '../bridge-command';
import type { AlarmStatus } from './pipeline-status';

interface FiredAlert {
  readonly properties: {
    readonly essentials: {
      /** The whole id of the rule. */
      readonly alertRule: string;
      readonly startDateTime: string;
      readonly description?: string;
    };
  };
}

/**
 * Alarms of an environment that are not quiet, in both clouds.
 *
 * @param prefix begins the names of this environment's alarms, and of no other one's
 * @see https://learn.microsoft.com/rest/api/monitor/alertsmanagement/alerts/get-all
 */
export async function readAlarms(
  { clouds, environment }: Pick<EnvironmentContext, 'clouds' | 'environment'>,
  prefix: string,
): Promise<readonly AlarmStatus[]> {
  const found: AlarmStatus[] = [];
  const client = clouds.aws.client(CloudWatchClient);
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix: prefix })) {
    found.push(...MetricAlarms.filter(({ StateValue }) => StateValue !== 'OK').map(ofCloudWatch));
  }
  const path = `/subscriptions/${environment.azure.subscriptionId}/providers/Microsoft.AlertsManagement/alerts?api-version=2019-03-01&monitorCondition=Fired`;
  for await (const { properties } of clouds.azure.resourceManager().list<FiredAlert>(path)) {
    const { alertRule, description = '', startDateTime } = properties.essentials;
    const name = alertRule.slice(alertRule.lastIndexOf('/') + 1);
    if (name.startsWith(prefix)) found.push({ name, cloud: 'Azure', state: 'fires', since: new Date(startDateTime), description });
  }
  return found;
}

const ofCloudWatch = ({ AlarmName = '', AlarmDescription = '', StateValue, StateUpdatedTimestamp }: MetricAlarm): AlarmStatus => ({
  name: AlarmName,
  cloud: 'AWS',
  state: StateValue === 'ALARM' ? 'fires' : 'no data',
  since: StateUpdatedTimestamp,
  description: AlarmDescription,
});
